# onus: the two commands a newcomer types are `make demo` and `make check`. Everything else is Meson and Ninja.
.PHONY: all setup demo check update clean

all: build/build.ninja
	@ninja -C build

setup:
	@tools/setup

build/build.ninja: | setup
	@meson setup build --buildtype=release -Db_pie=true >/dev/null || { cat build/meson-logs/meson-log.txt; exit 1; }

build-asan/build.ninja: | setup
	@meson setup build-asan -Db_sanitize=address,undefined -Db_lundef=false >/dev/null

demo: setup all
	@tools/demo

check: setup all build-asan/build.ninja
	@ninja -C build-asan
	@tools/check

# write the golden outputs anew, then look at `git diff`
update: all
	@for t in tests/golden/*.sh; do n=$$(basename $$t .sh); [ $$n = run ] || ONUS=$(CURDIR)/build/onus tests/golden/run.sh $$n --update; done

clean:
	@rm -rf build build-asan demo
