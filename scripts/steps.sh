# Sourced by start and test: one line per step with its seconds; the output of a step goes to a log file,
# whose end is shown only when the step breaks.
# shellcheck shell=bash

steps_began=$SECONDS
step_child=''

end_step_child() {
    if [[ -n $step_child ]]; then
        kill -TERM -- "-$step_child" 2>/dev/null || true
    fi
}
trap 'end_step_child' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# begin_log FILE: where the output of the following steps goes.
begin_log() {
    step_log=$1
    mkdir -p "$(dirname "$step_log")"
    : >"$step_log"
}

say() {
    printf '[%4d s] %s\n' "$((SECONDS - steps_began))" "$*"
}

# run_logged COMMAND…: its output goes to the log; returns its exit code.
run_logged() {
    local code=0
    set -m # a process group of its own, so that an interrupted script can end all of it
    "$@" >>"$step_log" 2>&1 </dev/null &
    step_child=$!
    set +m # without this bash reports the end of the job by itself
    wait "$step_child" || code=$?
    step_child=''
    return "$code"
}

# step "What is done" COMMAND…: says what begins and how long it took; on failure shows the end of the output
# and returns the exit code.
step() {
    local what=$1 began=$SECONDS code=0 first_line
    shift
    say "$what …"
    first_line=$(($(wc -l <"$step_log") + 1))
    run_logged "$@" || code=$?
    if ((code != 0)); then
        {
            say "$what: FAILED after $((SECONDS - began)) s (exit code $code). The end of its output:"
            tail -n "+$first_line" "$step_log" | tail -n 25 | sed 's/^/         | /'
            printf '         The whole output: %s\n' "$step_log"
        } >&2
        return "$code"
    fi
    if ((SECONDS - began >= 2)); then
        say "$what: done in $((SECONDS - began)) s"
    fi
}

# install_packages GROUP…: asks for sudo's password here, where there still is a terminal.
install_packages() {
    scripts/install-packages "$@" --check && return 0
    if [[ $(id -u) -ne 0 && -t 0 ]] && command -v sudo >/dev/null; then
        say 'Some Debian packages are missing; sudo may ask for your password'
        sudo -v || return
    fi
    step 'Installing missing Debian packages (first time: some minutes)' scripts/install-packages "$@"
}

# configure PRESET [OPTION…]: CMake notices new files by itself (CONFIGURE_DEPENDS); it is called again only
# when the presets, the options or the place of the checkout changed.
configure() {
    local preset=$1
    shift
    local stamp="build/$preset/.configured" wanted
    wanted="$PWD $* $(cksum <CMakePresets.json)"
    if [[ -e build/$preset/build.ninja && -e $stamp && $(<"$stamp") == "$wanted" ]]; then
        return 0
    fi
    cmake --preset "$preset" "$@" || return
    printf '%s\n' "$wanted" >"$stamp"
}

# A compiler process needs about 1.2 GB at its peak; a small machine must not swap itself to death.
build_jobs() {
    local cores memory_mb by_memory
    cores=$(nproc)
    memory_mb=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
    by_memory=$((memory_mb / 1200))
    ((by_memory >= 1)) || by_memory=1
    printf '%d\n' "$((cores < by_memory ? cores : by_memory))"
}

# build PRESET [TARGET…]
build() {
    local preset=$1
    shift
    configure "$preset" && ninja -C "build/$preset" -j "$(build_jobs)" "$@"
}
