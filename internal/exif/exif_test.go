package exif_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	. "weerklank/internal/exif"
)

// tiff makes an Exif block with a latitude of so many degrees.
func tiff(order binary.AppendByteOrder, magic string, degrees uint32) []byte {
	b := []byte(magic)
	b = order.AppendUint32(b, 8)
	entry := func(tag, kind uint16, count, value uint32) {
		b = order.AppendUint16(b, tag)
		b = order.AppendUint16(b, kind)
		b = order.AppendUint32(b, count)
		b = order.AppendUint32(b, value)
	}
	b = order.AppendUint16(b, 1)
	entry(0x8825, 4, 1, 26) // GPS
	b = order.AppendUint32(b, 0)
	b = order.AppendUint16(b, 1)
	entry(2, 5, 3, 44) // latitude
	b = order.AppendUint32(b, 0)
	for _, v := range []uint32{degrees, 1, 0, 1, 0, 1} {
		b = order.AppendUint32(b, v)
	}
	return b
}

func little(degrees uint32) []byte { return tiff(binary.LittleEndian, "II*\x00", degrees) }
func big(degrees uint32) []byte    { return tiff(binary.BigEndian, "MM\x00*", degrees) }

func jpeg(segment []byte) []byte {
	b := []byte{0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xE1}
	b = binary.BigEndian.AppendUint16(b, uint16(len(segment)+2))
	return append(append(b, segment...), 0xFF, 0xDA, 0, 2, 9, 9)
}

func png(kind string, data []byte) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		b = append(append(b, kind...), data...)
		b = append(b, 0, 0, 0, 0)
	}
	chunk("IDAT", make([]byte, 500))
	chunk(kind, data)
	chunk("IEND", nil)
	return b
}

func webp(kind string, data []byte) []byte {
	b := []byte("RIFF\x00\x00\x00\x00WEBPVP8 \x03\x00\x00\x00abc\x00" + kind)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	return append(b, data...)
}

func boxes(kind string, data []byte) []byte {
	b := []byte("\x00\x00\x00\x10ftypavif\x00\x00\x00\x00")
	b = binary.BigEndian.AppendUint32(b, uint32(len(data)+8))
	return append(append(b, kind...), data...)
}

func exif(t []byte) []byte { return append([]byte("Exif\x00\x00"), t...) }

var xmp = []byte("http://ns.adobe.com/xap/1.0/\x00<x exif:GPSLatitude='52,22.2N'/>")

func TestHasPlace(t *testing.T) {
	for _, c := range []struct {
		name string
		file []byte
		want bool
	}{
		{"jpeg", jpeg(exif(little(52))), true},
		{"jpeg of another camera", jpeg(exif(big(52))), true},
		{"jpeg, xmp", jpeg(xmp), true},
		{"png", png("eXIf", big(52)), true},
		{"png, xmp", png("iTXt", xmp), true},
		{"webp", webp("EXIF", little(52)), true},
		{"webp as some write it", webp("EXIF", exif(little(52))), true},
		{"webp, xmp", webp("XMP ", xmp), true},
		{"avif", boxes("mdat", append([]byte("picture\x00\x00\x00\x06"), exif(big(52))...)), true},
		{"mp4", boxes("moov", []byte("\x00\xa9xyz+52.37+005.21/")), true},
		{"mp4 of another telephone", boxes("moov", []byte("com.apple.quicktime.location.ISO6709")), true},

		{"jpeg, stripped", jpeg(exif(little(0))), false},
		{"jpeg without", jpeg([]byte("Exif\x00\x00")), false},
		{"jpeg, in the picture", append(jpeg(nil), xmp...), false},
		{"png, in the picture", png("IDAT", xmp), false},
		{"webp without", webp("ALPH", xmp), false},
		{"avif without", boxes("mdat", []byte("picture")), false},
		{"text", []byte("GPSLatitude, and a long line of text"), false},
		{"nothing", nil, false},
	} {
		got, err := HasPlace(bytes.NewReader(c.file))
		if err != nil || got != c.want {
			t.Errorf("%s: got %v, %v; want %v", c.name, got, err, c.want)
		}
	}
}

type broken struct{}

var errDisk = errors.New("disk")

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

func TestReadError(t *testing.T) {
	if _, err := HasPlace(broken{}); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
}

func FuzzHasPlace(f *testing.F) {
	for _, b := range [][]byte{jpeg(exif(little(52))), png("eXIf", big(52)), webp("EXIF", little(52)), boxes("mdat", exif(big(52)))} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := HasPlace(bytes.NewReader(b)); err != nil {
			t.Fatal(err)
		}
	})
}
