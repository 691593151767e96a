#pragma once
#include <QString>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace aisle {

/// Red, green and blue of every pixel, 0..255.
struct Picture
{
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb; ///< [height x width x 3]

    std::size_t at(int x, int y) const { return (static_cast<std::size_t>(y) * width + x) * 3; }
};

/// Decodes a picture: what the file holds decides, not its name. Turned upright as its EXIF data say, of an animation
/// the first frame, over white where it lets something through. Any thread.
/// A JPEG of many pixels is decoded smaller; others that need more than 128 MB are refused before that.
/// @throws Error picture.missing, picture.empty, picture.unknown, picture.too-large, picture.cut-off, picture.damaged
///               (all name the file and say what is wrong with it)
Picture readPicture(const QString &path);

/// What files of pictures are called: "jpg", "png", ...
bool isPictureName(const QString &fileName);

} // namespace aisle
