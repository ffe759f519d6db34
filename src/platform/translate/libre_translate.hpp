#pragma once
// LibreTranslate: machine translation by a server with the interface of LibreTranslate, which an
// administration can run itself. POST /translate and GET /languages below its address, nothing else.
//
// Encrypted, except to this machine. Never follows a redirect, uses no proxy of the environment, keeps no
// cookies. One request at a time with a pause between two; who is told to come later asks nothing before.

#include "platform/translate/translator.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::translate {

struct LibreTranslateOptions {
    std::string url; // "https://uebersetzen.kreis.example"
    std::string key = {}; // empty: the server wants none
    std::filesystem::path ca_file = {}; // certificates to believe instead of the system's
    std::chrono::milliseconds timeout{30'000}; // for one request from the first byte to the last
    std::chrono::milliseconds pause{1'000};
};

// https, or http to this machine; host, port and path, and nothing else: no user, no query.
bool is_translator_url(std::string_view text);
// Whether the server of the address is this machine: what is sent there is on no wire.
bool is_this_machine(std::string_view url);

class LibreTranslate : public Translator {
public:
    // Throws std::invalid_argument for an address that is none.
    explicit LibreTranslate(LibreTranslateOptions options);
    ~LibreTranslate() override;

    [[nodiscard]] Result<std::vector<std::string>> translate(Order const& order) const override;
    // Whether the server says that it translates from the one into the other.
    [[nodiscard]] Result<bool> knows(std::string_view source, std::string_view target) const;

private:
    class Turn;

    LibreTranslateOptions options_;
    std::unique_ptr<Turn> turn_;
};

} // namespace kommin::translate
