#include "core/recommend/content/historypairs.h"

#include <algorithm>
#include <cmath>

namespace aisle {

HistoryPairs::HistoryPairs(const TrainingSet &train, const std::vector<std::uint32_t> &textOf, int apart)
    : m_train(train), m_textOf(textOf), m_apart(static_cast<std::uint32_t>(apart))
{
    std::vector<double> counts;
    for (std::uint32_t u = 0; u < train.userCount(); ++u) {
        const auto history = train.history(UserIndex(u));
        for (std::uint32_t v = 0; v < history.size(); ++v) {
            const auto text = textOf[history[v].item.value];
            if (text == kNoText)
                continue;
            m_anchors.push_back({UserIndex(u), v});
            counts.resize(std::max<std::size_t>(counts.size(), text + 1));
            ++counts[text];
        }
    }
    const double all = static_cast<double>(std::max<std::size_t>(1, m_anchors.size()));
    for (const auto count : counts)
        m_logShares.push_back(static_cast<float>(std::log(std::max(1.0, count) / all)));
}

std::vector<TextPair> HistoryPairs::draw(std::size_t most, std::uint64_t seed) const
{
    auto anchors = m_anchors;
    Random random(seed);
    random.shuffle(anchors);
    std::vector<TextPair> pairs;
    std::vector<std::uint32_t> near;
    for (const auto &[user, visit] : anchors) {
        if (most > 0 && pairs.size() == most)
            break;
        const auto history = m_train.history(user);
        const auto steps = stepsBack(history);
        const auto &own = history[visit];
        const auto text = m_textOf[own.item.value];
        near.clear();
        for (std::size_t v = 0; v < history.size(); ++v) {
            const auto other = m_textOf[history[v].item.value];
            const bool isNear = std::max(steps[v], steps[visit]) - std::min(steps[v], steps[visit]) <= m_apart ||
                                (own.hasSession() && own.session == history[v].session);
            if (isNear && other != kNoText && other != text)
                near.push_back(other);
        }
        if (!near.empty())
            pairs.push_back({text, near[random.below(static_cast<std::uint32_t>(near.size()))], user});
    }
    return pairs;
}

} // namespace aisle
