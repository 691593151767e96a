#include "core/features/tables/npyarray.h"

#include "core/common/error.h"
#include "core/numeric/formats/halffloat.h"

#include <QRegularExpression>
#include <QtEndian>
#include <optional>

namespace aisle {

namespace {

constexpr qsizetype kMagicBytes = 8; ///< "\x93NUMPY", two of the version
constexpr int kMostDimensions = 8;
constexpr int kUnicodeBytes = 4; ///< a character of a text

template <class Stored>
Stored at(const QByteArray &bytes, std::int64_t offset)
{
    return qFromLittleEndian<Stored>(bytes.constData() + offset);
}

std::optional<std::int64_t> wholeNumber(const QByteArray &bytes, std::int64_t offset, char kind, int width)
{
    switch (width) {
    case 1:
        return kind == 'i' ? at<std::int8_t>(bytes, offset) : at<std::uint8_t>(bytes, offset);
    case 2:
        return kind == 'i' ? at<std::int16_t>(bytes, offset) : at<std::uint16_t>(bytes, offset);
    case 4:
        return kind == 'i' ? std::int64_t(at<std::int32_t>(bytes, offset)) : at<std::uint32_t>(bytes, offset);
    case 8:
        return at<std::int64_t>(bytes, offset);
    default:
        return {};
    }
}

QString textAt(const QByteArray &bytes, std::int64_t offset, char kind, int width)
{
    if (kind == 'S') {
        const QByteArrayView text(bytes.constData() + offset, width);
        return QString::fromUtf8(text.first(qsizetype(qstrnlen(text.data(), static_cast<size_t>(width)))));
    }
    QString text;
    for (int c = 0; c < width / kUnicodeBytes; ++c) {
        const char32_t letter = at<std::uint32_t>(bytes, offset + c * kUnicodeBytes);
        if (letter == 0)
            break;
        text += QString::fromUcs4(&letter, 1);
    }
    return text;
}

} // namespace

NpyArray::NpyArray(QByteArray bytes, QString name) : m_bytes(std::move(bytes)), m_name(std::move(name))
{
    if (!m_bytes.startsWith("\x93NUMPY") || m_bytes.size() < kMagicBytes + 4)
        refuse(QStringLiteral("it does not begin as NumPy's arrays do"));
    const int version = m_bytes.at(6);
    const qsizetype lengthBytes = version == 1 ? 2 : 4;
    const auto length = version == 1 ? std::int64_t(at<std::uint16_t>(m_bytes, kMagicBytes))
                                     : std::int64_t(at<std::uint32_t>(m_bytes, kMagicBytes));
    m_start = kMagicBytes + lengthBytes + length;
    if (version < 1 || version > 3 || m_start > m_bytes.size())
        refuse(QStringLiteral("its header is said to be longer than the file"));
    readHeader(m_bytes.mid(kMagicBytes + lengthBytes, length));
    std::int64_t size = m_width;
    for (const auto extent : m_shape)
        if (__builtin_mul_overflow(size, extent, &size))
            refuse(QStringLiteral("its shape is larger than any file"));
    if (size != m_bytes.size() - m_start)
        refuse(QStringLiteral("its shape says %1 bytes where %2 follow").arg(size).arg(m_bytes.size() - m_start));
}

void NpyArray::readHeader(const QByteArray &header)
{
    static const QRegularExpression kType(QStringLiteral("'descr':\\s*'([<>|=])([a-zA-Z])(\\d{1,6})'")),
        kOrder(QStringLiteral("'fortran_order':\\s*(True|False)")), kShape(QStringLiteral("'shape':\\s*\\(([^)]*)\\)"));
    const auto text = QString::fromLatin1(header);
    const auto type = kType.match(text), order = kOrder.match(text), shape = kShape.match(text);
    if (!order.hasMatch() || !shape.hasMatch())
        refuse(QStringLiteral("its header does not say what shape it has"));
    if (!type.hasMatch())
        refuseType(QStringLiteral("it holds no plain numbers or texts"));
    m_columnsFirst = order.captured(1) == QLatin1String("True");
    m_kind = type.captured(2).at(0).toLatin1();
    m_width = type.captured(3).toInt() * (m_kind == 'U' ? kUnicodeBytes : 1);
    const bool isKnown = (m_kind == 'f' && (m_width == 2 || m_width == 4 || m_width == 8)) ||
                         ((m_kind == 'i' || m_kind == 'u' || m_kind == 'b') &&
                          (m_width == 1 || m_width == 2 || m_width == 4 || m_width == 8)) ||
                         (isText() && m_width > 0);
    if (!isKnown || (type.captured(1) == QLatin1String(">") && m_width > 1))
        refuseType(QStringLiteral("its type is %1").arg(type.captured(0).section(u'\'', 3, 3)));
    for (const auto &part : shape.captured(1).split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        m_shape.push_back(part.trimmed().toLongLong(&isNumber));
        if (!isNumber || m_shape.back() < 0 || m_shape.size() > kMostDimensions)
            refuse(QStringLiteral("its shape is (%1)").arg(shape.captured(1).left(100)));
    }
}

std::int64_t NpyArray::count() const
{
    std::int64_t all = 1;
    for (const auto extent : m_shape)
        all *= extent;
    return all;
}

std::int64_t NpyArray::offsetOf(std::int64_t place) const
{
    if (!m_columnsFirst)
        return m_start + place * m_width;
    std::int64_t offset = 0, before = count();
    for (auto extent = m_shape.rbegin(); extent != m_shape.rend(); ++extent) {
        before /= *extent; // elements of all dimensions before this one
        offset += place % *extent * before;
        place /= *extent;
    }
    return m_start + offset * m_width;
}

std::vector<float> NpyArray::numbers() const
{
    if (isText())
        refuseType(QStringLiteral("it holds texts"));
    std::vector<float> numbers(static_cast<std::size_t>(count()));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto offset = offsetOf(static_cast<std::int64_t>(i));
        if (m_kind != 'f')
            numbers[i] = static_cast<float>(*wholeNumber(m_bytes, offset, m_kind, m_width));
        else if (m_width == 4)
            numbers[i] = at<float>(m_bytes, offset);
        else if (m_width == 8)
            numbers[i] = static_cast<float>(at<double>(m_bytes, offset));
        else
            numbers[i] = fromHalf(at<std::uint16_t>(m_bytes, offset));
    }
    return numbers;
}

QStringList NpyArray::texts() const
{
    if (m_kind == 'f' || m_kind == 'b')
        refuseType(QStringLiteral("keys are texts or whole numbers"));
    QStringList texts;
    for (std::int64_t i = 0; i < count(); ++i) {
        const auto offset = offsetOf(i);
        texts << (isText() ? textAt(m_bytes, offset, m_kind, m_width)
                           : QString::number(*wholeNumber(m_bytes, offset, m_kind, m_width)));
    }
    return texts;
}

void NpyArray::refuse(const QString &why) const
{
    throw Error("npy.damaged", QT_TRANSLATE_NOOP("Error", "%1 is no sound NumPy array: %2."), {m_name, why});
}

void NpyArray::refuseType(const QString &why) const
{
    throw Error("npy.type", QT_TRANSLATE_NOOP("Error", "The array %1 cannot be used: %2."), {m_name, why});
}

} // namespace aisle
