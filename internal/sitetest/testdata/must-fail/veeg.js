document.addEventListener("touchmove", () => scrollTo(0, 0))
