# Everything is one of these words. `make build` needs Go alone; `make test` needs a browser
# and npm too, which it installs where it can.
.PHONY: build serve check pack test test-unit e2e e2e-tools lint fuzz bench bench-live screenshots clean

GO      ?= go
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
FUZZTIME ?= 30s
BENCH   ?=
UNIT     = $$($(GO) list ./... | grep -v /e2e$$)
LONG     = $$(grep -rl --include='*_test.go' 'testing.Short()' internal | xargs -n1 dirname | sort -u | sed 's|^|./|')

# The binary and the sample briefing in public/.
build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-X gloss/internal/cli.version=$(VERSION)' -o bin/gloss ./cmd/build
	bin/gloss

# Static binaries for every system, stamped with the version, and their checksums, in dist/. One
# that was built of the same commit with the same Go is the same to the byte.
TARGETS ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
release:
	@mkdir -p dist
	@set -e; for t in $(TARGETS); do os=$${t%/*} arch=$${t#*/} ext=; [ $$os = windows ] && ext=.exe; \
	  out=dist/gloss-$(VERSION)-$$os-$$arch$$ext; echo "$$out"; \
	  CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -ldflags '-s -w -X gloss/internal/cli.version=$(VERSION)' -o $$out ./cmd/build; done
	@cd dist && { command -v sha256sum >/dev/null && sha256sum gloss-$(VERSION)-* || shasum -a 256 gloss-$(VERSION)-*; } > SHA256SUMS && cat SHA256SUMS

# The sample in a browser, brought up to date at every change.
serve: build
	bin/gloss serve --open

# The sample is ready to be published.
check: build
	bin/gloss check --strict

# The sample as a zip and as one HTML file, in dist/.
pack: build
	bin/gloss pack

# Everything: the checks of lint; all tests with the race detector, in which those that take long
# try some texts and edits of thousands; the packages that have such tests without it, in full; and
# then the tests in a browser, which want the machine for themselves. At last it says what a page weighs.
test: lint e2e-tools
	$(GO) test -race -short $(UNIT)
	$(GO) test $(LONG)
	$(GO) test -count=1 -timeout 40m ./e2e
	@echo 'A first view, packed:'; $(GO) test -count=1 -v -run '^TestWeight$$' ./e2e | sed -n 's/.*go:[0-9]*: /  /p'

# The tests alone, fast: those in a browser are left out.
test-unit:
	$(GO) test $(UNIT)

# The tests in a browser, alone.
e2e: e2e-tools
	$(GO) test -count=1 -timeout 40m ./e2e

# A browser, axe-core and html-validate: installed where they can be, or told of.
e2e-tools:
	e2e/tools.sh

# Tools are run at pinned versions and installed nowhere.
lint:
	@test -z "$$(gofmt -l $$(git ls-files -c -o --exclude-standard '*.go'))" || { gofmt -d $$(git ls-files -c -o --exclude-standard '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) mod tidy -diff
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.7.0 ./...
	$(GO) run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 -no-color $$(git ls-files -c -o --exclude-standard '*.github/workflows/*.yml')
	$(GO) run mvdan.cc/gofumpt@v0.9.2 -l . | (! grep .)
	$(GO) run github.com/client9/misspell/cmd/misspell@v0.3.4 -error $$(git ls-files -c -o --exclude-standard '*.go' '*.md' '*.html' '*.css' '*.js')

# Each fuzz target for FUZZTIME.
fuzz:
	@set -e; for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep ^Fuzz || true); do \
	    echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5s $$pkg; done; done

# Gloss beside Hugo and bare goldmark; writes docs/bench. BENCH='-sizes 100,1000 -rounds 3' is quicker, and
# 'go run ./cmd/bench -h' lists the flags. The first time it builds Hugo, which takes some minutes.
bench: bench-live
	$(GO) run ./cmd/bench $(BENCH)

# How soon a save is served and seen; writes docs/bench/live.md.
bench-live: e2e-tools
	$(GO) test -count=1 -timeout 30m -run '^TestLatency$$' ./e2e -args -latency "$(CURDIR)/docs/bench/live.md"

# Pictures of the sample for the README and the docs, as a reader sees it.
screenshots: e2e-tools
	$(GO) test -count=1 -run '^TestPictures$$' ./e2e -args -pictures "$(CURDIR)/docs/images"
	@! command -v pngquant >/dev/null || pngquant --force --skip-if-larger --ext .png 128 docs/images/*.png || true

clean:
	rm -rf bin dist
