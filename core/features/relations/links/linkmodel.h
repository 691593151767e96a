#pragma once
#include "core/features/relations/links/linkmethods.h"
#include "core/features/relations/links/linkquestions.h"
#include "core/numeric/torchsupport.h"

namespace aisle {

/// Vectors of entities and relations, and how well entities answer questions by them: the score is query . entity, or
/// minus the squared Euclidean distance of the two for TransE and RotatE (which ranks as the distance does).
/// Complex vectors hold their real parts first, then their imaginary ones.
class LinkModel
{
public:
    /// @param factors     numbers of an entity's vector; even for ComplEx and RotatE
    /// @param reciprocal  each relation has a second vector for questions of heads (Lacroix et al. 2018); else these
    ///                    use the first one backwards, so that a triple has one score whichever end is asked for
    LinkModel(LinkMethod method, const LinkShape &shape, int factors, bool reciprocal, std::uint64_t seed);

    at::Tensor entities;  ///< [entities x factors]
    at::Tensor relations; ///< [relations (twice: reciprocal) x factors, or half of them: RotatE's angles]

    bool isDistance() const { return m_method == LinkMethod::TransE || m_method == LinkMethod::RotatE; }
    bool isComplex() const { return m_method == LinkMethod::ComplEx || m_method == LinkMethod::RotatE; }
    /// The row of `relations` for a question's relation (numbered twice, see LinkQuestion).
    std::int64_t rowOf(std::uint32_t relation) const;
    /// Signs that turn the rows of these questions' relations backwards where they are to be. [questions x width]
    at::Tensor signs(std::span<const std::uint32_t> relationsAsked) const;
    /// What the answers are compared with; differentiable.
    /// @param from  rows of entities; @param by  rows of relations, signs applied @return [questions x factors]
    at::Tensor query(const at::Tensor &from, const at::Tensor &by) const;
    /// Of every entity. @return [questions x entities]
    at::Tensor scores(std::span<const LinkQuestion> questions) const;

private:
    LinkMethod m_method;
    std::int64_t m_relations;
    bool m_reciprocal;
    at::Tensor m_signs; ///< [2 x width]: as it is, and backwards
};

/// Score terms of candidates: minus their squared lengths for distances; undefined for products. [candidates]
at::Tensor lengthTerm(const LinkModel &model, const at::Tensor &candidates);

} // namespace aisle
