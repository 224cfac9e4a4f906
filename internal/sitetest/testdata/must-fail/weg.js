document.getElementById("weg").remove()
