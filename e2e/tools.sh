#!/usr/bin/env bash
# What the browser tests need, installed where that can be done without asking: Chromium, with
# typefaces to read by, and pdftotext, by apt, as root alone; and what package-lock.json pins by npm. Else it
# says what to install.
set -euo pipefail
cd "$(dirname "$0")"

have_browser() {
	local name
	for name in ${CHROME:-chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable chrome}; do
		if command -v "$name" >/dev/null; then
			return 0
		fi
	done
	return 1
}

need() {
	echo "e2e: $1" >&2
	missing=1
}

# what apt is to install
wanted=()
have_browser || [ -n "${CHROME:-}" ] || wanted+=(chromium fonts-noto-core)
command -v pdftotext >/dev/null || wanted+=(poppler-utils)
command -v npm >/dev/null || wanted+=(nodejs npm)
if [ ${#wanted[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	apt-get update
	if [ "${wanted[0]}" = chromium ] && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
		wanted[0]=chromium-headless-shell # the same without windows, in half the time
	fi
	DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${wanted[@]}" || true # what is missing is named below
fi

missing=
have_browser || need "no browser: install Chromium (Debian: apt-get install chromium-headless-shell) or Chrome, or name one with CHROME=/path/to/chrome"
command -v pdftotext >/dev/null || need "no pdftotext: install Poppler (Debian: apt-get install poppler-utils)"
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
	need "no npm: install Node.js 18.19 or later, which brings it (https://nodejs.org)"
elif ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 18 || a === 18 && b >= 19 ? 0 : 1)'; then
	need "Node.js $(node --version) is too old: install 18.19 or later (https://nodejs.org)"
elif [ package-lock.json -nt node_modules/.package-lock.json ]; then
	npm ci --no-audit --no-fund || need "npm ci has failed: Node.js 18.19 or later and the npm registry are needed"
fi
[ -z "$missing" ]
