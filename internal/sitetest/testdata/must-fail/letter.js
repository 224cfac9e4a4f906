document.addEventListener("keydown", e => { if (e.key === "s") document.querySelector("a").focus() })
