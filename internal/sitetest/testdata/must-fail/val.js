document.getElementById("val").addEventListener("keydown", e => { if (e.key === "Tab" && e.shiftKey) e.preventDefault() })
