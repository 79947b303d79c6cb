package build

import (
	"image"
	_ "image/gif"  // decoders for the sizes of images
	_ "image/jpeg" //
	_ "image/png"  //
	"io/fs"
	"net/url"
	"path"
	"strings"

	_ "golang.org/x/image/webp"
	"golang.org/x/text/unicode/norm"

	"gloss/internal/content"
	"gloss/internal/site"
)

// assetInfo describes the copied files by path, with the sizes of the images that a page
// shows. Those of others are not worth opening them for.
func assetInfo(fsys fs.FS, tree *content.Tree, inputs []site.Input) map[string]site.AssetInfo {
	shown := map[string]bool{}
	for _, in := range inputs {
		for _, img := range in.Doc.Images {
			shown[imageName(img.Dest)] = true
		}
	}
	m := make(map[string]site.AssetInfo, len(tree.Assets))
	for _, a := range tree.Assets {
		p := norm.NFC.String(a.Path)
		info := site.AssetInfo{Out: a.Out}
		if shown[path.Base(p)] {
			info.Size = imageSize(fsys, a.File)
		}
		m[p] = info
	}
	return m
}

// imageName returns the name of the file that an image's destination means, as the site
// will read it: the folder is for the site to find.
func imageName(dest string) string {
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if s, err := url.PathUnescape(dest); err == nil {
		dest = s
	}
	return path.Base(norm.NFC.String(dest))
}

// imageSize reads an image's size from its header; zero when it is not a known image.
func imageSize(fsys fs.FS, name string) site.Size {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp":
	default:
		return site.Size{}
	}
	f, err := fsys.Open(name)
	if err != nil {
		return site.Size{} // Files reports it
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	if err != nil {
		return site.Size{}
	}
	return site.Size{W: c.Width, H: c.Height}
}
