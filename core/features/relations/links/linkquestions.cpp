#include "core/features/relations/links/linkquestions.h"

#include <algorithm>
#include <compare>

namespace aisle {

namespace {
struct Answered
{
    std::uint32_t entity, relation, answer;
    auto operator<=>(const Answered &) const = default;
};
} // namespace

LinkQuestion tailQuestion(const Triple &triple)
{
    return {triple.head, triple.relation};
}

LinkQuestion headQuestion(const Triple &triple, const LinkShape &shape)
{
    return {triple.tail, triple.relation + static_cast<std::uint32_t>(shape.relations)};
}

LinkQuestions::LinkQuestions(std::vector<std::span<const Triple>> parts, const LinkShape &shape)
{
    std::vector<Answered> all;
    for (const auto &part : parts) {
        for (const auto &triple : part) {
            const auto back = headQuestion(triple, shape);
            all.push_back({triple.head, triple.relation, triple.tail});
            all.push_back({back.entity, back.relation, triple.head});
        }
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    m_answers.reserve(all.size());
    for (const auto &[entity, relation, answer] : all) {
        const LinkQuestion question{entity, relation};
        if (m_questions.empty() || m_questions.back() != question) {
            m_questions.push_back(question);
            m_begin.push_back(0);
        }
        m_answers.push_back(answer);
        m_begin.back() = m_answers.size();
    }
}

std::span<const std::uint32_t> LinkQuestions::answersTo(const LinkQuestion &question) const
{
    const auto found = std::ranges::lower_bound(m_questions, question, [](const auto &a, const auto &b) {
        return a.entity != b.entity ? a.entity < b.entity : a.relation < b.relation;
    });
    if (found == m_questions.end() || *found != question)
        return {};
    return answers(static_cast<std::size_t>(found - m_questions.begin()));
}

} // namespace aisle
