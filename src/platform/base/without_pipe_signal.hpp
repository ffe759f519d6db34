#pragma once
// WithoutPipeSignal: for calls of libraries that write to sockets without MSG_NOSIGNAL.

#include <csignal>
#include <ctime>
#include <pthread.h>

namespace kommin {

// TLS writes to a connection that the other side has closed: an error of this call, not the end of the
// program. Holds for the thread that makes it, until the end of the scope.
class WithoutPipeSignal {
public:
    WithoutPipeSignal()
    {
        sigemptyset(&pipe_);
        sigaddset(&pipe_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    WithoutPipeSignal(WithoutPipeSignal const&) = delete;
    WithoutPipeSignal& operator=(WithoutPipeSignal const&) = delete;
    ~WithoutPipeSignal()
    {
        if (sigismember(&before_, SIGPIPE) != 0)
            return; // was blocked before: whatever waits is not ours
        timespec const at_once{};
        while (sigtimedwait(&pipe_, nullptr, &at_once) > 0) { }
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t pipe_{};
    sigset_t before_{};
};

} // namespace kommin
