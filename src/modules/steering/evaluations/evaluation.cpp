#include "modules/steering/evaluations/evaluation.hpp"

namespace kommin::steering {

MessageKey label_of(EvaluationView view)
{
    return view == EvaluationView::self ? "measure_evaluation.view.self"_msg
                                        : "measure_evaluation.view.external"_msg;
}

MessageKey label_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::go_on:
        return "measure_evaluation.verdict.continue"_msg;
    case Verdict::change:
        return "measure_evaluation.verdict.change"_msg;
    case Verdict::end:
        break;
    }
    return "measure_evaluation.verdict.end"_msg;
}

} // namespace kommin::steering
