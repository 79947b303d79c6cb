package pack

import (
	"encoding/base64"
	"path"
	"strings"
)

// types are the media types of files that a site may hold. What the system knows would differ
// from one machine to the next.
var types = map[string]string{
	".avif": "image/avif", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png",
	".svg": "image/svg+xml", ".webp": "image/webp",
	".otf": "font/otf", ".ttf": "font/ttf", ".woff": "font/woff", ".woff2": "font/woff2",
	".m4a": "audio/mp4", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".oga": "audio/ogg", ".ogv": "video/ogg", ".webm": "video/webm",
	".csv": "text/csv", ".html": "text/html", ".ics": "text/calendar", ".json": "application/json", ".pdf": "application/pdf",
	".txt": "text/plain", ".xml": "application/xml", ".zip": "application/zip",
}

// dataURL is a file as an address that holds it.
func dataURL(name string, data []byte) string {
	kind, ok := types[strings.ToLower(path.Ext(name))]
	if !ok {
		kind = "application/octet-stream"
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)
}
