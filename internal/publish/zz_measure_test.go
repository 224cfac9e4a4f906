package publish_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weerklank/internal/publish"
)

func TestZZ(t *testing.T) {
	dir := os.Getenv("ZZ")
	if dir == "" {
		return
	}
	os.RemoveAll(filepath.Join(dir, "public"))
	o := publish.Options{Source: t.TempDir(), Destination: filepath.Join(dir, "public")}
	v := 0
	for _, step := range []int{1, 9000, 9000, 9000, 450, 450, 1, 1, 1, -1} {
		if step > 0 {
			v++
		} else {
			step = 1
		}
		s := time.Now()
		r, err := publish.Publish(t.Context(), o, pages(9000, step, v))
		fmt.Println(time.Since(s).Round(time.Millisecond), r, err)
	}
}
