document.getElementById("dicht").addEventListener("keydown", e => { if (e.key !== "Tab") e.preventDefault() })
