#pragma once
// Private to platform/db: the prepared statements of one connection, bounded, least recently used out first.

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace kommin::db::detail {

template<class S>
class StatementCache {
public:
    // A statement of one of our requests is used again soon; programs have some hundred of them.
    static constexpr std::size_t limit = 256;

    S* find(std::string_view key)
    {
        auto const found = index_.find(key);
        if (found == index_.end())
            return nullptr;
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->statement.get();
    }

    S& insert(std::string_view key, std::unique_ptr<S> statement)
    {
        if (entries_.size() >= limit) {
            index_.erase(entries_.back().key);
            entries_.pop_back();
        }
        entries_.push_front({std::string(key), std::move(statement)});
        index_.emplace(entries_.front().key, entries_.begin());
        return *entries_.front().statement;
    }

    void clear()
    {
        index_.clear();
        entries_.clear();
    }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::string key;
        std::unique_ptr<S> statement;
    };
    std::list<Entry> entries_; // most recently used first
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> index_; // keys live in the list
};

} // namespace kommin::db::detail
