package publish

// Within reports whether name is folder or lies in it, whatever it is called:
// links are followed, and what does not exist yet is where it would come.
func Within(folder, name string) bool { return contains(folder, name) }
