#pragma once
#include "core/features/relations/triple.h"

#include <span>
#include <vector>

namespace aisle {

/// How many there are of each; entities and relations are numbered from 0.
struct LinkShape
{
    std::size_t entities = 0;
    std::size_t relations = 0;
};

/// What stands at the other end of `relation` from `entity`? Relations are numbered twice: r asks for the tails of a
/// head, r + shape.relations for the heads of a tail.
struct LinkQuestion
{
    std::uint32_t entity, relation;
    friend bool operator==(const LinkQuestion &, const LinkQuestion &) = default;
};

/// The two questions that a triple answers: (head, r, ?) and (tail, r + relations, ?).
LinkQuestion tailQuestion(const Triple &triple);
LinkQuestion headQuestion(const Triple &triple, const LinkShape &shape);

/// The distinct questions that triples answer, each with its answers, ascending and without repeats.
class LinkQuestions
{
public:
    LinkQuestions() = default;
    /// Of all the parts together. Every number must be within the shape.
    LinkQuestions(std::vector<std::span<const Triple>> parts, const LinkShape &shape);

    std::size_t size() const { return m_questions.size(); }
    const LinkQuestion &question(std::size_t index) const { return m_questions[index]; }
    std::span<const std::uint32_t> answers(std::size_t index) const
    {
        return std::span(m_answers).subspan(m_begin[index], m_begin[index + 1] - m_begin[index]);
    }
    /// Of a question by itself; empty where no triple answers it.
    std::span<const std::uint32_t> answersTo(const LinkQuestion &question) const;

private:
    std::vector<LinkQuestion> m_questions; ///< by entity, then relation
    std::vector<std::size_t> m_begin{0};   ///< [questions + 1]
    std::vector<std::uint32_t> m_answers;
};

} // namespace aisle
