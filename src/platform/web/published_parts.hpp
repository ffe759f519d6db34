#pragma once
// PublishedParts: what each module shows to the public, all of one version of one tenant. A request takes
// them once, so that its answer is of one version throughout.

#include <memory>
#include <stdexcept>
#include <string>
#include <typeindex>
#include <unordered_map>
#include <utility>

namespace kommin::web {

// A module has published nothing: it was not wired, or what it published could not be loaded. Its pages are
// away (503), those of the others are not.
class NotPublished : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Filled by the app when a version is loaded, then only read, from all threads.
class PublishedParts {
public:
    // A module publishes one part, known by its type; immutable from now on.
    template<class Part>
    void add(std::shared_ptr<Part const> part)
    {
        parts_.insert_or_assign(std::type_index(typeid(Part)), std::move(part));
    }
    // Those of another module.
    void add_all(PublishedParts const& others)
    {
        for (auto const& [type, part] : others.parts_)
            parts_.insert_or_assign(type, part);
    }
    // Null: there is none.
    template<class Part>
    [[nodiscard]] std::shared_ptr<Part const> find() const
    {
        auto const found = parts_.find(std::type_index(typeid(Part)));
        return found == parts_.end() ? nullptr : std::static_pointer_cast<Part const>(found->second);
    }
    // Throws NotPublished if there is none.
    template<class Part>
    [[nodiscard]] Part const& of() const
    {
        auto const found = parts_.find(std::type_index(typeid(Part)));
        if (found == parts_.end())
            throw NotPublished(std::string("nothing was published of ") + typeid(Part).name());
        return *static_cast<Part const*>(found->second.get());
    }

private:
    std::unordered_map<std::type_index, std::shared_ptr<void const>> parts_;
};

} // namespace kommin::web
