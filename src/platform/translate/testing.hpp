#pragma once
// TranslationServer: a server with the interface of LibreTranslate for tests, in a process of its own; see
// testing/translation_server.py.

#include "platform/base/testing.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::translate {

// Listens on 127.0.0.1 when the constructor returns; is gone, with its folder, after the destructor. Throws
// std::runtime_error if it does not start.
class TranslationServer {
public:
    TranslationServer();

    [[nodiscard]] std::string url() const; // "http://127.0.0.1:40000"
    // The same with TLS and a certificate that only ca_file() knows.
    [[nodiscard]] std::string tls_url() const;
    [[nodiscard]] std::filesystem::path ca_file() const { return server_.folder() / "certificate.pem"; }
    // From now on it has this habit; which there are stands in the script. "": none.
    void behave(std::string_view habit) const;
    // "POST /translate {…}", in their order.
    [[nodiscard]] std::vector<std::string> requests() const;

private:
    testing::ScriptServer server_;
};

} // namespace kommin::translate
