#pragma once
#include "core/numeric/torchsupport.h"

#include <memory>
#include <string>

class QJsonObject;

namespace aisle {

class EncoderWeights;

/// An image network up to the layer before its classifier. Lies on one device. Thread-safe.
class ImageTower
{
public:
    virtual ~ImageTower() = default;
    ImageTower(const ImageTower &) = delete;
    ImageTower &operator=(const ImageTower &) = delete;

    /// @param pixels  [pictures x 3 x height x width] @return [pictures x dims]. Looks at the job between its parts.
    virtual at::Tensor features(at::Tensor pixels, JobContext &job) const = 0;
    virtual std::int64_t dims() const = 0;
    virtual int side() const { return 0; } ///< of the square pictures that it takes; 0: any

protected:
    ImageTower() = default;
};

/// What a tower is read from.
struct TowerFiles
{
    const EncoderWeights &weights;
    const QJsonObject &config; ///< config.json beside it; empty where there is none
    bool isOpenClip = false;   ///< open_clip_config.json lies beside it
    bool isQuick = true;       ///< and asks for the quick form of GELU, as does a file alone
    at::Device device;
};

} // namespace aisle
