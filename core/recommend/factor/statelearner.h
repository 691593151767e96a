#pragma once
#include "core/numeric/snapshotstream.h"
#include "core/numeric/trainer.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace aisle {

/// Learns arrays of numbers: keeps the best ones, writes both to checkpoints and reads them again.
/// @tparam State  State::kArrays points to its arrays, in the order in which they are stored
template <class State>
class StateLearner : public Learner
{
public:
    void keepAsBest() override { m_best = m_state; }
    void restoreBest() override
    {
        if (sizesOf(m_best) == sizesOf(m_state))
            m_state = m_best;
    }
    void saveState(SnapshotWriter &out) const override
    {
        for (const auto *state : {&m_state, &m_best})
            for (const auto values : State::kArrays)
                out.array(state->*values);
    }
    void loadState(SnapshotReader &in) override
    {
        const auto sizes = sizesOf(m_state);
        for (auto *state : {&m_state, &m_best}) {
            for (const auto values : State::kArrays)
                state->*values = in.array<float>();
            in.check(sizesOf(*state) == sizes || (state == &m_best && sizesOf(*state) == sizesOf(State())));
        }
    }

protected:
    explicit StateLearner(State state) : m_state(std::move(state)) {}

    State m_state;

private:
    static auto sizesOf(const State &state)
    {
        std::array<std::size_t, State::kArrays.size()> sizes{};
        std::ranges::transform(State::kArrays, sizes.begin(), [&](auto values) { return (state.*values).size(); });
        return sizes;
    }

    State m_best;
};

} // namespace aisle
