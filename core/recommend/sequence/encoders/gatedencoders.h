#pragma once
#include "core/recommend/sequence/encoders/transformer.h"
#include "core/recommend/sequence/sequencenetwork.h"

#include <cstdint>
#include <memory>

/// Encoders whose layers weigh what they add by a gate. Both are causal and take of a TransformerShape width, layers,
/// heads and maxLength.
namespace aisle {

/// LiGR layers (Borisyuk et al. 2025) as eSASRec reads a history by them: x + sigmoid(x G) * f(norm(x)), where f is
/// first softmax attention, then a SwiGLU network; no norm follows the last layer. The newest event has always the
/// first position. Its tensors: positions [maxLength x width], then of each layer gain and bias of the first norm,
/// queries, keys and values [3 width x width] with bias, the attention's outcome [width x width] with bias, its gate
/// [width x width] with bias, gain and bias of the second norm, the inner network's activation and value
/// [inner width x width] and outcome [width x inner width], its gate with bias.
/// @param inner  width of the inner network, as a multiple of the outer one
std::unique_ptr<SequenceEncoder> makeLigrEncoder(const TransformerShape &shape, int inner, std::uint64_t seed);

/// HSTU layers (Zhai et al. 2024): u, v, q and k are SiLU of one projection of the normed input, a position adds up the
/// v of those before it by SiLU(q k + bias) / maxLength instead of by a softmax, and what it adds to x is an outcome of
/// norm(sum) * u. The bias says how far apart two events stand, and how long apart where the log has times; unlike the
/// authors' code it takes no time of the event that is yet to be named. Its tensors: positions [maxLength x width]
/// counted from the oldest event, then of each layer the projection [4 width x width] (u, v, q, k), the outcome
/// [width x width] with bias, the bias of distances [maxLength x 1] and of times [kTimeBuckets + 1 x 1].
/// @param timed  whether times count
std::unique_ptr<SequenceEncoder> makeHstuEncoder(const TransformerShape &shape, bool timed, std::uint64_t seed);
/// Of a bias by time: ln(seconds) / .301, so that a day falls into bucket 37 and a year into 57.
inline constexpr std::int64_t kTimeBuckets = 128;

} // namespace aisle
