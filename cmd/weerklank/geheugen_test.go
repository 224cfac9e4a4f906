package main

import "testing"

// Little memory may grow several times, much of it by little more than a fifth.
func TestGrowth(t *testing.T) {
	for live, want := range map[uint64]int{0: 400, 4 << 20: 400, 80 << 20: 100, 160 << 20: 50, 240 << 20: 40, 1 << 40: 20} {
		if got := growth(live); got != want {
			t.Errorf("of %d bytes: %d per cent, want %d", live, got, want)
		}
	}
}
