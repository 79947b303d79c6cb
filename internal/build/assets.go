package build

import (
	"errors"
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
	"gloss/internal/diag"
	"gloss/internal/site"
)

// imageInfo is the size of an image, or what is wrong with it.
type imageInfo struct {
	size site.Size
	err  error
}

// assetInfo describes the copied files by path, with the sizes of the images that a page
// shows. Those of others are not worth opening them for.
func (b *Builder) assetInfo(fsys fs.FS, tree *content.Tree, inputs []site.Input) (map[string]site.AssetInfo, []diag.Diag) {
	var diags []diag.Diag
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
			img, known := b.images[a.File]
			if !known {
				img.size, img.err = imageSize(fsys, a.File)
				b.images[a.File] = img
			}
			if img.err != nil {
				diags = append(diags, badImage(a.File, img.err))
			}
			info.Size = img.size
		}
		m[p] = info
	}
	return m, diags
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

// imageSize reads an image's size from its header; zero when it is of another kind than
// those whose size is known.
func imageSize(fsys fs.FS, name string) (site.Size, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp":
	default:
		return site.Size{}, nil
	}
	f, err := fsys.Open(name)
	if err != nil {
		return site.Size{}, err
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	return site.Size{W: c.Width, H: c.Height}, err
}

// badImage reports an image that cannot be opened, or that browsers will not show either.
func badImage(file string, err error) diag.Diag {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return unreadable(file, pe.Err)
	}
	return diag.Warnf(diag.Pos{File: file}, "image-broken", "the image cannot be read: %s", strings.TrimPrefix(err.Error(), "image: ")).
		WithHint("open it in a program for images, and save it again")
}

// unreadable reports a copied file that the system does not let us read.
func unreadable(file string, err error) diag.Diag {
	return diag.Errorf(diag.Pos{File: file}, "unreadable", "the file cannot be read: %s", err).
		WithHint("look at its permissions, or remove it")
}

// assetError is a copied file that cannot be read, which is found when it is copied.
type assetError struct{ diag.Diag }

// Error returns the diagnostic on one line.
func (e *assetError) Error() string { return e.Diag.String() }
