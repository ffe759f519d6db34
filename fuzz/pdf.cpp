// PDF files. Promises: any bytes become a document or one of the known problems; what was made is a document
// that stays as it is; an answer of the process that makes them is believed only where it could have written
// it.

#include "platform/pdf/pdf.hpp"
#include "fuzz.hpp"
#include "platform/pdf/answer.hpp"

#include <string>

namespace kommin::fuzz {

namespace {

void check_answer(std::string_view input)
{
    auto const read = pdf::read_answer(input);
    if (!read || !*read)
        return;
    require(pdf::is_pdf((*read)->bytes), "an answer is a PDF");
    require((*read)->pages >= 1 && (*read)->pages <= pdf::most_pages, "it has pages");
}

}

void run(std::string_view input)
{
    check_answer(input);
    auto const made = pdf::clean(input);
    if (!made) {
        auto const message = made.problem().message;
        require(
            message == "pdf.problem.format"_msg || message == "pdf.problem.locked"_msg
                || message == "pdf.problem.broken"_msg || message == "pdf.problem.too_many_pages"_msg,
            "a problem has a sentence");
        return;
    }
    auto const again = pdf::clean(made->bytes);
    require(again && again->pages == made->pages, "what was made is a document");
    auto const heard = pdf::read_answer(pdf::print_answer(made));
    require(heard && *heard && (*heard)->bytes == made->bytes, "the answer comes through");
}

} // namespace kommin::fuzz
