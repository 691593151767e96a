#pragma once
#include <QString>
#include <memory>
#include <string>
#include <string_view>

namespace aisle {

struct DetectedEncoding
{
    QString name; ///< ICU converter name
    QString why;  ///< English phrase: the evidence
};

/// UTF-8 when the bytes are (a few wrong ones aside), the order mark's encoding where there is one, else what the
/// bytes' structure says (UTF-16 without mark, GB18030, Big5, ...), else what ICU's detector makes of the letters.
DetectedEncoding detectEncoding(std::string_view sample);

/// Whether a text is in the letters of mainframes: no line end of ASCII, and nearly all bytes letters, digits and
/// blanks of EBCDIC.
bool isEbcdic(std::string_view sample);

/// False for pictures, archives and other binary files; a NUL or a control character here and there is still text.
bool looksLikeText(std::string_view sample);

/// The encoding that a byte order mark at the start names, or nothing.
QString encodingOfMark(std::string_view bytes);

/// Converts a stream of bytes to UTF-8, piece by piece. What cannot be decoded becomes U+FFFD.
class Utf8Converter
{
public:
    /// @throws Error import.unknown-encoding
    explicit Utf8Converter(const QString &encoding);
    ~Utf8Converter();
    Utf8Converter(Utf8Converter &&) noexcept;

    bool isIdentity() const; ///< the bytes are taken for UTF-8 as they are
    /// Bytes of input whose conversion certainly fits into `room` bytes of output.
    static std::size_t inputFor(std::size_t room) { return room < 64 ? 0 : (room - 32) / 3; }
    /// @return bytes written to `to`, which has room for 3 * in.size() + 32
    std::size_t convert(std::string_view in, bool last, char *to);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace aisle
