document.getElementById("plek").textContent = "Dit staat er alleen met een script."
