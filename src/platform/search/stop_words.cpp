#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>

namespace kommin::search {
namespace {

// Folded. One list for all languages, because people mix them in one line; it has effect only beside other
// words. The verbs and question words are those of "wo kann ich Deutsch lernen" and its translations.
constexpr std::string_view stop_word_list
    = " aber als am an auf aus bei bekomme bin brauche das dem den der des die ein eine einem einen einer er "
      "es habe haben hat "
      "finde fur "
      "fuer gibt hier ich im in ist kann konnen man mein meine meinen mich mir mit mochte moechte nach oder "
      "sie sind suche unser unsere "
      "uber um und vom von war was wer werden wie wird will wir wo zu zum zur "
      " a am and are at be been being by can do does find for from get had has have he her his how i in "
      "it its "
      "looking me my near need of on or our she that the their they this to want was we were "
      "what where "
      "who with "
      " ben bir da gibi icin ile istiyorum mi nasil nerede nereden ve veya ya "
      " але в вам де для до з за зі і и из із й к как мені мне мой моя мои мої на не о об от по про с со та "
      "у через чи "
      "что що щоб як я или где ли мне нужен нужна нужно хочу потрібен потрібна потрібно шукаю ищу "
      " الي او اين حيث عن علي عند في كيف ل لي ما مع من هل هنا و يا اريد احتاج ابحث "
      " al ale am ca caut cu cum de din este eu il in la le mea meu o pe pentru sa sau si sunt un unde "
      "vreau "
      " czy dla do gdzie i jak jest na o od po potrzebuje sie szukam u w z za ze ";

} // namespace

bool is_stop_word(std::string_view folded)
{
    static auto const sorted = [] {
        std::vector<std::string_view> words;
        for (std::size_t begin = 0; begin < stop_word_list.size();) {
            auto const end = std::min(stop_word_list.find(' ', begin), stop_word_list.size());
            if (end > begin)
                words.push_back(stop_word_list.substr(begin, end - begin));
            begin = end + 1;
        }
        std::sort(words.begin(), words.end());
        return words;
    }();
    return std::binary_search(sorted.begin(), sorted.end(), folded);
}

} // namespace kommin::search
