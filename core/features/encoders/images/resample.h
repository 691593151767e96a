#pragma once
#include "core/features/encoders/images/picture.h"

namespace aisle {

enum class ResampleFilter { Bilinear, Bicubic, Lanczos };

/// A picture of another size, of which a part is asked for.
struct Resampled
{
    int width = 0, height = 0; ///< of the whole
    int left = 0, top = 0;     ///< where the part begins; what lies outside of the whole is black
    int partWidth = 0, partHeight = 0;
};

/// As Pillow resamples, bit by bit, and so as torchvision and Hugging Face's image processors see pictures: the filter
/// is as wide as what becomes one pixel (antialiased), rows come before columns, and 8 bits are kept between. Costs
/// grow with the part, not with the whole.
Picture resampled(const Picture &picture, const Resampled &to, ResampleFilter filter);

} // namespace aisle
