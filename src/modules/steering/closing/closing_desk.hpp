#pragma once
// Handlers of the pages of closed years, all below /verwaltung/steuerung/jahre/{jahr}, and what other pages
// ask of them.
//
//     abschluss      get, post   close_years
//     stand          get         see_years
//     stand.csv      get         see_years
//     stand.json     get         see_years: whoever may read what the panel decides, and its money
//     bericht        get         see_years

#include "modules/steering/closing/state_of_year.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

namespace kommin::steering {

http::Response show_closing(web::Call& call, MoneyOfYear const& money);
http::Response close_year_at_desk(web::Call& call, MoneyOfYear const& money);
http::Response show_state(web::Call& call, MoneyOfYear const& money);
http::Response export_state(web::Call& call, MoneyOfYear const& money); // "stand.csv", "stand.json"
http::Response show_year_report(web::Call& call, MoneyOfYear const& money);

// On the page of a year, for whoever may see it: the money of its measures, of a closed one as it was frozen.
web::Body money_of_year(web::Call const& call, SteeringYear const& year, MoneyOfYear const& money);
// On the page of a year that is open: what the year before has left, where that is closed.
web::Body left_from_year_before(web::Call const& call, SteeringYear const& year);

} // namespace kommin::steering
