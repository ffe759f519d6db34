#pragma once
// A name in plain Latin letters, whatever script somebody has written it in: so that two spellings of it can
// be compared. A help for finding, never a spelling to be shown: nobody is called by it.

#include <string>
#include <string_view>
#include <vector>

namespace kommin::search {

// The words of a text in small letters a–z, in their order; words without any letter are left out. Arabic is
// written without short vowels and comes without them; و and ي behind another letter are taken for long
// vowels, and the article in front of a longer word is left out. Safe from all threads.
std::vector<std::string> latin_words(std::string_view text);

} // namespace kommin::search
