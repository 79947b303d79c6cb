#!/usr/bin/env bash
# Pictures of the sample for the README and the docs, taken from public/ as it lies on the
# disk: docs/screenshots.sh [FOLDER]. Needs Chromium or Chrome, in PATH or in $CHROME; uses
# pngquant when it is there. Build the site first: make build.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-docs/images}

find_browser() {
	local name names=(chromium chromium-browser google-chrome google-chrome-stable chrome)
	if [ -n "${CHROME:-}" ]; then
		names=("$CHROME")
	fi
	for name in "${names[@]}"; do
		if command -v "$name"; then
			return
		fi
	done
	echo "screenshots: no browser: install Chromium or Chrome, or name one with CHROME=/path/to/chrome (looked for ${names[*]})" >&2
	return 1
}

browser=$(find_browser)
if [ ! -f public/index.html ]; then
	echo "screenshots: public/ holds no site: run make build first" >&2
	exit 1
fi
mkdir -p "$out"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

# shoot NAME PAGE WIDTHxHEIGHT [FLAG…]
shoot() {
	local file=$out/$1.png page=$2 size=${3/x/,}
	shift 3
	local flags=(--headless=new --disable-gpu --hide-scrollbars --no-first-run --force-device-scale-factor=1
		--user-data-dir="$profile" --window-size="$size" --screenshot="$file")
	if [ "$(id -u)" = 0 ]; then # the browser's sandbox refuses to run as root
		flags+=(--no-sandbox)
	fi
	rm -f "$file"
	if ! "$browser" "${flags[@]}" "$@" "file://$PWD/public/$page" >"$profile/log" 2>&1 || [ ! -s "$file" ]; then
		cat "$profile/log" >&2
		echo "screenshots: $browser made no picture of $page" >&2
		return 1
	fi
	if command -v pngquant >/dev/null; then
		pngquant --force --skip-if-larger --output "$file" 64 -- "$file" || true
	fi
	echo "$file $(($(wc -c <"$file") / 1024)) KB"
}

light=--blink-settings=preferredColorScheme=1
dark=--blink-settings=preferredColorScheme=0

shoot article articles/icds.html 1440x1000 "$light"
shoot phone articles/icds.html 390x844 "$light"
shoot dark articles/icds.html 1440x1000 "$dark"
shoot timeline timeline.html 1440x1000 "$light"
shoot glossary glossary/index.html 1440x1000 "$light"
