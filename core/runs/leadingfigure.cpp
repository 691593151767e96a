#include "core/runs/leadingfigure.h"

namespace aisle {

std::string leadingFigure(const RunRecord &run)
{
    const auto &select = run.protocol.select;
    return run.test.contains(select) || run.test.empty() ? select : run.test.begin()->first;
}

bool isAtLeadingCutoff(const RunRecord &run, const std::string &figure)
{
    const auto leading = leadingFigure(run);
    const auto at = leading.find('@');
    const auto suffix = at == std::string::npos ? std::string("@10") : leading.substr(at);
    return figure.find('@') == std::string::npos || figure.ends_with(suffix);
}

Interval intervalOf(const std::string &figure, const UserMetric &values)
{
    return figureInterval({values.users, values.values, values.weights}, scaleOf(figure));
}

} // namespace aisle
