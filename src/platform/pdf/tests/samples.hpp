#pragma once
// PDF files as others write them.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::pdf {

// What a document is made of; each is the inner part of a dictionary, "" for what it does not have.
struct Sample {
    std::string catalog = {}; // of object 1
    std::string page = {}; // of each page
    std::vector<std::string> objects = {}; // from number 10 on, whole: "<< … >>"
    std::string trailer = {};
    int pages = 1;
};

inline std::string write_pdf(Sample const& sample)
{
    std::vector<std::pair<int, std::string>> objects;
    std::string kids;
    for (int page = 0; page < sample.pages; ++page)
        kids += std::to_string(1000 + page) + " 0 R ";
    objects.emplace_back(1, "<< /Type /Catalog /Pages 2 0 R " + sample.catalog + " >>");
    objects.emplace_back(
        2, "<< /Type /Pages /Count " + std::to_string(sample.pages) + " /Kids [ " + kids + "] >>");
    int number = 10;
    for (auto const& object : sample.objects)
        objects.emplace_back(number++, object);
    for (int page = 0; page < sample.pages; ++page)
        objects.emplace_back(
            1000 + page, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + sample.page + " >>");
    std::string text = "%PDF-1.7\n";
    std::string table = "xref\n0 1\n0000000000 65535 f \n";
    for (auto const& [id, object] : objects) {
        auto offset = std::to_string(text.size());
        offset.insert(0, 10 - offset.size(), '0');
        table += std::to_string(id) + " 1\n" + offset + " 00000 n \n";
        text += std::to_string(id) + " 0 obj\n" + object + "\nendobj\n";
    }
    auto const start = text.size();
    return text + table + "trailer\n<< /Size 4000 /Root 1 0 R " + sample.trailer + " >>\nstartxref\n"
        + std::to_string(start) + "\n%%EOF\n";
}

} // namespace kommin::pdf
