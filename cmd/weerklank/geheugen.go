package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How often memory is cleared of what is no longer used. Rarely while there is
// little of it, since each time costs the same work again. Often where there is
// much, as what is cleared late counts in the peak: a machine that builds sites
// has perhaps one gigabyte.
const (
	roomy      = 160 << 20 // bytes up to which memory may grow freely
	spare      = 48 << 20  // bytes by which it may always grow, and a fifth of what is in use
	mostGrowth = 400       // per cent of what is in use, before it is cleared
)

// watchMemory sets after each garbage collection when the next one comes. Whoever
// sets GOGC decides that, and nothing is done; GOMEMLIMIT holds in any case.
func watchMemory() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(mostGrowth)
	afterGC()
}

// afterGC sees that a collection has passed, because what it left behind the last
// time is gone.
func afterGC() {
	runtime.AddCleanup(new([64]byte), func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(growth(live[0].Value.Uint64()))
		afterGC()
	}, struct{}{})
}

// growth returns by how many per cent memory may grow from what is in use.
func growth(live uint64) int {
	room := max(max(live, roomy)-live, spare+live/5)
	return int(min(mostGrowth, room*100/max(live, 1)))
}
