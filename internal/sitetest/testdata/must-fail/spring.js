document.getElementById("spring").addEventListener("input", () => document.querySelector("a").focus())
