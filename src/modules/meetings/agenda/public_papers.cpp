#include "modules/meetings/agenda/public_papers.hpp"

#include "platform/i18n/texts.hpp"
#include "platform/web/public_frame.hpp"

namespace kommin::meetings {

using html::each;
using html::Writer;

void PublicPapers::operator()(Writer& w) const
{
    if (papers.empty())
        return;
    w("<p>{}</p><ul>{}</ul>", visit.texts("paper.many"_msg),
      each(papers, [&](Writer& item, Paper const& paper) {
          web::GermanName const title{paper.title, visit.language()};
          if (paper.is_file())
              item(
                  R"(<li><a href="{}">{}</a> ({})</li>)", url(paper), title,
                  i18n::isolated(file_words(paper)));
          else if (auto const link = html::Url::public_page(paper.link))
              item(R"(<li><a href="{}">{}</a></li>)", *link, title);
          else
              item("<li>{}</li>", title);
      }));
}

} // namespace kommin::meetings
