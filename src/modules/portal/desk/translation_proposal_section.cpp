#include "modules/portal/desk/translation_proposal_section.hpp"

#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

namespace kommin::portal {

using html::when;
using html::Writer;

namespace {

// What became of the last order, for people.
void write_order(Writer& w, web::Call const& call, ProposalOrder const& order)
{
    using State = ProposalOrder::State;
    auto const& texts = web::staff_texts(call);
    auto const time = texts.date_time(call.site.zone->to_local(order.at));
    auto const reason
        = order.reason.empty() ? std::string(texts("machine.reason.unknown"_msg)) : order.reason;
    if (order.state == State::failing)
        w(R"(<p class="note note--warn" role="status">{}</p>)",
          texts("machine.failing"_msg, {{"reason", reason}, {"time", time}}));
    if (order.state == State::stopped)
        w(R"(<p class="note note--warn" role="status">{}</p>)",
          texts("machine.stopped"_msg, {{"reason", reason}, {"time", time}}));
    if (order.state == State::done)
        w(R"(<p class="small mute">{}</p>)", texts("machine.done"_msg, {{"time", time}}));
}

}

void ProposalSection::operator()(Writer& w) const
{
    using State = ProposalOrder::State;
    auto const& texts = web::staff_texts(call);
    bool const has_failed = order.state == State::failing || order.state == State::stopped;
    w(R"(<section class="card stack-top" aria-labelledby="maschine"><h2 id="maschine">{}</h2>{}</section>)",
      texts(title),
      when(
          order.state == State::waiting, [&](Writer& inner) { inner(R"(<p role="status">{}</p>)", waits); },
          [&](Writer& inner) {
              inner(
                  R"(<p class="hint">{}</p>{}<form method="post" action="{}">{}{}</form>)", texts(hint),
                  [&](Writer& said) { write_order(said, call, order); }, action, web::FormToken{call},
                  web::SubmitButton{texts(has_failed ? "machine.again"_msg : button), "secondary"});
          }));
}

} // namespace kommin::portal
