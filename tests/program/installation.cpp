#include "program/installation.hpp"

#include "platform/base/text.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

namespace kommin::program_tests {

namespace {

// Filled once per engine by the program itself, then copied. Given up before main() returns: afterwards libpq
// can no longer be used to drop them.
class Demonstrations : public ::testing::Environment {
public:
    db::TestDatabase const& on(db::Engine engine)
    {
        auto& database = filled_[engine];
        if (!database) {
            database = std::make_unique<db::TestDatabase>(engine);
            auto const ended
                = run({"demo", "--data", database->directory(), "--database", database->location().target});
            if (ended.code != 0)
                throw std::runtime_error("kommin demo failed: " + ended.err);
        }
        return *database;
    }
    void TearDown() override { filled_.clear(); }

private:
    std::map<db::Engine, std::unique_ptr<db::TestDatabase>> filled_;
};

auto* const demonstrations = new Demonstrations; // GoogleTest deletes it
[[maybe_unused]] auto const* const registered = ::testing::AddGlobalTestEnvironment(demonstrations);

}

Installation::Installation(db::Engine engine)
    : database_(db::TestDatabase::copy_of(demonstrations->on(engine)))
{
    // The accounts of the demonstration have passwords, which only its key opens.
    std::filesystem::copy_file(
        std::filesystem::path(demonstrations->on(engine).directory()) / "server.key", data() / "server.key");
}

std::vector<std::string> Installation::command(std::vector<std::string> words) const
{
    for (auto const& word : {std::string("--data"), data().string(), std::string("--database"), database()})
        words.push_back(word);
    return words;
}

std::int64_t Installation::count(std::string_view sql) const
{
    return connect()->load<std::int64_t>(sql);
}

void write_file(std::filesystem::path const& file, std::string_view bytes)
{
    std::ofstream stream(file, std::ios::binary);
    stream << bytes;
    if (!stream.flush())
        throw std::runtime_error("cannot write " + file.string());
}

std::filesystem::path write_offers(std::filesystem::path const& folder, int count)
{
    std::string const description(500, 'x');
    std::string json = "[";
    for (int i = 0; i < count; ++i) {
        auto const number = std::to_string(i);
        json += i == 0 ? "" : ",\n";
        json += R"({"key": "probe-)" + number + R"(", "slug": "probe-)" + number
            + R"(", "title": "Sprachcafé )" + number
            + R"(", "kind": "other_offer", "municipality": "unna", "description": ")" + description + "\"}";
    }
    auto file = folder / "offers.json";
    write_file(file, json + "]\n");
    return file;
}

::testing::AssertionResult is_sound(Installation const& place)
{
    auto const ended = place.run({"verify"});
    if (ended.code == 0)
        return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "exit code " << ended.code << '\n' << ended.out << ended.err;
}

::testing::AssertionResult is_one_clear_sentence(std::string_view errors)
{
    int sentences = 0;
    for (auto const line : split(errors, '\n')) {
        if (line.empty() || line.starts_with('{')) // the log, for the machine
            continue;
        ++sentences;
        if (!line.starts_with("kommin: "))
            return ::testing::AssertionFailure() << "not a sentence of the program: " << line;
        for (std::string_view const word :
             {"SELECT ", "INSERT ", "UPDATE ", "what():", "terminate", "std::"}) {
            if (line.find(word) != std::string_view::npos)
                return ::testing::AssertionFailure() << "\"" << word << "\" in: " << line;
        }
    }
    if (sentences != 1)
        return ::testing::AssertionFailure() << sentences << " sentences: " << errors;
    return ::testing::AssertionSuccess();
}

} // namespace kommin::program_tests
