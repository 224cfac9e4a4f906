// Package exif tells whether an image or a film says in itself where it was
// taken. Telephones write that into every photo: with the photo of somebody's
// street light their home goes public.
//
// It reads what stands beside the picture (Exif and XMP in JPEG, PNG, WebP and
// AVIF; the place in MP4), a few kilobytes of a file, and never the picture
// itself. A file that is cut off or made to mislead is one that says nothing:
// what it takes is bounded, whatever the file claims.
package exif

import (
	"bytes"
	"encoding/binary"
	"io"
)

const (
	maxParts = 10_000  // parts of a file that are looked at
	maxPart  = 1 << 20 // bytes of a part that are read
)

// HasPlace reports whether the file r says where it was taken. The error is
// about reading.
func HasPlace(r io.ReaderAt) (bool, error) {
	f := &file{r: r}
	head := f.read(0, 12)
	var found bool
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xD8}):
		found = f.jpeg()
	case bytes.HasPrefix(head, []byte("\x89PNG\r\n\x1a\n")):
		found = f.png()
	case len(head) == 12 && string(head[:4]) == "RIFF" && string(head[8:]) == "WEBP":
		found = f.webp()
	case len(head) == 12 && string(head[4:8]) == "ftyp":
		found = f.boxes()
	}
	return found, f.err
}

// A file is read in parts. The first error that is not its end stays.
type file struct {
	r   io.ReaderAt
	err error
}

// read returns up to n bytes at off; fewer where the file ends.
func (f *file) read(off int64, n int) []byte {
	if f.err != nil || off < 0 || n <= 0 {
		return nil
	}
	b := make([]byte, min(n, maxPart))
	got, err := f.r.ReadAt(b, off)
	if err != nil && err != io.EOF {
		f.err = err
		return nil
	}
	return b[:got]
}

// jpeg walks over the segments before the picture.
func (f *file) jpeg() bool {
	off := int64(2)
	for range maxParts {
		h := f.read(off, 4)
		if len(h) < 4 || h[0] != 0xFF {
			return false
		}
		size := int64(binary.BigEndian.Uint16(h[2:]))
		switch marker := h[1]; {
		case marker == 0xFF: // filling
			off++
			continue
		case marker == 0xDA || marker == 0xD9 || size < 2: // the picture, the end
			return false
		case marker == 0xE1:
			if meta(f.read(off+4, int(size-2))) {
				return true
			}
		}
		off += 2 + size
	}
	return false
}

func (f *file) png() bool {
	off := int64(8)
	for range maxParts {
		h := f.read(off, 8)
		if len(h) < 8 {
			return false
		}
		size := int64(binary.BigEndian.Uint32(h))
		switch kind := string(h[4:]); {
		case kind == "eXIf" || kind == "iTXt":
			if meta(f.read(off+8, int(min(size, maxPart)))) {
				return true
			}
		case kind == "IEND":
			return false
		}
		off += 12 + size
	}
	return false
}

func (f *file) webp() bool {
	off := int64(12)
	for range maxParts {
		h := f.read(off, 8)
		if len(h) < 8 {
			return false
		}
		size := int64(binary.LittleEndian.Uint32(h[4:]))
		if kind := string(h[:4]); kind == "EXIF" || kind == "XMP " {
			if meta(f.read(off+8, int(min(size, maxPart)))) {
				return true
			}
		}
		off += 8 + size + size%2
	}
	return false
}

// boxes looks through a film or an AVIF.
func (f *file) boxes() bool {
	off := int64(0)
	for range maxParts {
		h := f.read(off, 16)
		if len(h) < 8 {
			return false
		}
		size := int64(binary.BigEndian.Uint32(h))
		if size == 1 && len(h) == 16 {
			size = int64(binary.BigEndian.Uint64(h[8:]))
		}
		last := size == 0 // to the end of the file
		if size < 8 && !last {
			return false
		}
		part := int(min(size, maxPart))
		if last {
			part = maxPart
		}
		switch string(h[4:8]) {
		case "moov", "meta", "uuid", "udta":
			b := f.read(off, part)
			if xmp(b) || bytes.Contains(b, []byte("\xa9xyz")) || bytes.Contains(b, []byte("location.ISO6709")) {
				return true
			}
		case "mdat": // an AVIF keeps its Exif in there, before or behind the picture
			if b := f.read(off, part); xmp(b) || within(b) {
				return true
			}
			if b := f.read(max(off, off+size-maxPart), maxPart); !last && (xmp(b) || within(b)) {
				return true
			}
		}
		if last || off+size < off {
			return false
		}
		off += size
	}
	return false
}

// within reports whether somewhere in b an Exif begins that says where.
func within(b []byte) bool {
	for n := 0; n < 16; n++ {
		i := bytes.Index(b, []byte("Exif\x00\x00"))
		if i < 0 {
			return false
		}
		if b = b[i+6:]; tiff(b) {
			return true
		}
	}
	return false
}

// meta reports whether b, which is Exif or XMP, says where.
func meta(b []byte) bool {
	return tiff(bytes.TrimPrefix(b, []byte("Exif\x00\x00"))) || xmp(b)
}

func xmp(b []byte) bool {
	return bytes.Contains(b, []byte("GPSLatitude")) || bytes.Contains(b, []byte("GPSLongitude"))
}

// The tags that lead to the place.
const (
	tagGPS       = 0x8825
	tagLatitude  = 2
	tagLongitude = 4
)

// tiff reports whether the Exif b has a latitude or a longitude that is not zero:
// some programs that strip it leave the keys.
func tiff(b []byte) bool {
	if len(b) < 8 {
		return false
	}
	var order binary.ByteOrder
	switch string(b[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return false
	}
	found := false
	entries(b, order, order.Uint32(b[4:]), func(tag uint16, count, value uint32) {
		if tag != tagGPS {
			return
		}
		entries(b, order, value, func(tag uint16, count, value uint32) {
			if tag != tagLatitude && tag != tagLongitude || count != 3 {
				return
			}
			for i := range uint64(3) { // degrees, minutes, seconds; each with what it is divided by
				at := uint64(value) + 8*i
				if at+4 <= uint64(len(b)) && order.Uint32(b[at:]) != 0 {
					found = true
				}
			}
		})
	})
	return found
}

// entries calls yield for what stands in the directory at off.
func entries(b []byte, order binary.ByteOrder, off uint32, yield func(tag uint16, count, value uint32)) {
	if uint64(off)+2 > uint64(len(b)) {
		return
	}
	n := int(order.Uint16(b[off:]))
	rest := b[off+2:]
	for i := 0; i < n && i < 1000 && len(rest) >= 12; i++ {
		yield(order.Uint16(rest), order.Uint32(rest[4:]), order.Uint32(rest[8:]))
		rest = rest[12:]
	}
}
