#include "core/numeric/formats/safetensors.h"

#include "core/common/error.h"
#include "core/common/openfiles.h"
#include "core/numeric/formats/halffloat.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>
#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <type_traits>

namespace aisle {

namespace {

constexpr std::int64_t kLongestHeader = 100'000'000; // what the format's own reader takes
constexpr int kMostDimensions = 8;

[[noreturn]] void refuse(const QString &file, const QString &why)
{
    throw Error("weights.damaged", QT_TRANSLATE_NOOP("Error", "%1 is no sound safetensors file: %2."), {file, why});
}

[[noreturn]] void unreadable(const QString &file, const QString &why)
{
    throw Error("weights.unreadable", QT_TRANSLATE_NOOP("Error", "The weights in %1 cannot be read: %2."), {file, why});
}

/// Bytes a number; 0 for a type that the format does not have.
std::int64_t sizeOf(const std::string &type)
{
    static const std::map<std::string, std::int64_t> kSizes{
        {"BOOL", 1}, {"U8", 1},  {"I8", 1},  {"F8_E5M2", 1}, {"F8_E4M3", 1}, {"I16", 2}, {"U16", 2}, {"F16", 2},
        {"BF16", 2}, {"I32", 4}, {"U32", 4}, {"F32", 4},     {"F64", 8},     {"I64", 8}, {"U64", 8}};
    const auto found = kSizes.find(type);
    return found == kSizes.end() ? 0 : found->second;
}

/// A whole number from 0 up that a double holds exactly.
std::optional<std::int64_t> wholeNumber(const QJsonValue &value)
{
    constexpr double kLargest = 9007199254740992.0;
    const double number = value.toDouble(-1);
    const bool isWhole = value.isDouble() && number >= 0 && number <= kLargest && number == std::floor(number);
    return isWhole ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

std::vector<std::int64_t> wholeNumbers(const QJsonValue &value, const QString &file, const QString &what)
{
    std::vector<std::int64_t> numbers;
    if (!value.isArray() || value.toArray().size() > kMostDimensions)
        refuse(file, what);
    for (const auto &entry : value.toArray()) {
        const auto number = wholeNumber(entry);
        if (!number)
            refuse(file, what);
        numbers.push_back(*number);
    }
    return numbers;
}

/// Bytes of a tensor; absent when no file can be that large.
std::optional<std::int64_t> bytesFor(const std::vector<std::int64_t> &shape, std::int64_t each)
{
    std::int64_t bytes = each;
    for (const auto extent : shape)
        if (__builtin_mul_overflow(bytes, extent, &bytes))
            return {};
    return bytes;
}

/// @param start  set to where the tensors begin
QJsonObject readHeader(QIODevice &file, const QString &name, std::int64_t &start)
{
    constexpr std::int64_t kLengthBytes = 8;
    const auto head = file.read(kLengthBytes);
    if (head.size() != kLengthBytes)
        refuse(name, QStringLiteral("it is shorter than its own length field"));
    const auto length = qFromLittleEndian<std::uint64_t>(head.constData());
    if (length > static_cast<std::uint64_t>(std::min<std::int64_t>(kLongestHeader, file.size() - kLengthBytes)))
        refuse(name, QStringLiteral("its header is said to be longer than it can be"));
    start = kLengthBytes + static_cast<std::int64_t>(length);
    QJsonParseError problem{};
    const auto header = QJsonDocument::fromJson(file.read(static_cast<qint64>(length)), &problem);
    if (problem.error != QJsonParseError::NoError || !header.isObject())
        refuse(name, QStringLiteral("its header is no JSON object"));
    return header.object();
}

template <class Stored, class Convert>
auto converted(const QByteArray &bytes, const Convert &convert)
{
    std::vector<std::invoke_result_t<Convert, Stored>> values(static_cast<std::size_t>(bytes.size()) / sizeof(Stored));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = convert(qFromLittleEndian<Stored>(bytes.constData() + i * sizeof(Stored)));
    return values;
}

} // namespace

SafeTensors SafeTensors::open(const QString &path)
{
    demandNameable(path);
    if (QFileInfo(path).exists() && !QFileInfo(path).isFile())
        unreadable(path, QStringLiteral("it is no file"));
    auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        unreadable(path, file->errorString());
    return read(std::move(file), QFileInfo(path).fileName());
}

SafeTensors SafeTensors::read(std::shared_ptr<QIODevice> file, const QString &name)
{
    const auto size = file->size();
    std::int64_t start = 0;
    const auto header = readHeader(*file, name, start);
    SafeTensors tensors;
    for (auto member = header.begin(); member != header.end(); ++member)
        if (member.key() != QStringLiteral("__metadata__"))
            tensors.m_tensors.emplace(member.key().toStdString(),
                                      tensorOf(member.key(), member->toObject(), start, size, name));
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
    for (const auto &[key, tensor] : tensors.m_tensors)
        ranges.emplace_back(tensor.begin, tensor.end);
    std::ranges::sort(ranges);
    auto reached = start;
    for (const auto &[begin, end] : ranges) {
        if (begin != reached)
            refuse(name, QStringLiteral("its tensors overlap or leave gaps"));
        reached = end;
    }
    if (reached != size)
        refuse(name, QStringLiteral("its tensors do not fill it"));
    tensors.m_file = std::move(file);
    tensors.m_name = name;
    return tensors;
}

/// What the header says of one tensor, checked. @param start, size  of the data and of the whole file
SafeTensors::Tensor SafeTensors::tensorOf(const QString &key, const QJsonObject &entry, std::int64_t start,
                                          std::int64_t size, const QString &file)
{
    const auto wrong = [&](const char *what) {
        return QStringLiteral("the %1 of %2 is wrong").arg(QString::fromLatin1(what), key);
    };
    Tensor tensor{.type = entry.value(QStringLiteral("dtype")).toString().toStdString(), .shape = {}};
    const auto each = sizeOf(tensor.type);
    if (each == 0)
        refuse(file, wrong("type"));
    tensor.shape = wholeNumbers(entry.value(QStringLiteral("shape")), file, wrong("shape"));
    const auto offsets = wholeNumbers(entry.value(QStringLiteral("data_offsets")), file, wrong("place"));
    if (offsets.size() != 2 || offsets[1] < offsets[0] || offsets[1] > size - start)
        refuse(file, wrong("place"));
    const auto bytes = bytesFor(tensor.shape, each);
    if (!bytes || *bytes != offsets[1] - offsets[0])
        refuse(file, wrong("length"));
    tensor.begin = start + offsets[0];
    tensor.end = start + offsets[1];
    return tensor;
}

std::vector<std::string> SafeTensors::names() const
{
    std::vector<std::string> names;
    for (const auto &[name, tensor] : m_tensors)
        names.push_back(name);
    return names;
}

const SafeTensors::Tensor &SafeTensors::tensor(const std::string &name) const
{
    if (const auto found = m_tensors.find(name); found != m_tensors.end())
        return found->second;
    throw Error("weights.no-tensor", QT_TRANSLATE_NOOP("Error", "%1 has no tensor %2."),
                {m_name, QString::fromStdString(name)});
}

const std::vector<std::int64_t> &SafeTensors::shape(const std::string &name) const
{
    return tensor(name).shape;
}

const std::string &SafeTensors::type(const std::string &name) const
{
    return tensor(name).type;
}

QByteArray SafeTensors::bytesOf(const Tensor &tensor) const
{
    if (!m_file->seek(tensor.begin))
        unreadable(m_name, m_file->errorString());
    auto bytes = m_file->read(tensor.end - tensor.begin);
    if (bytes.size() != tensor.end - tensor.begin)
        unreadable(m_name, m_file->errorString());
    return bytes;
}

std::vector<std::int64_t> SafeTensors::integers(const std::string &name) const
{
    const auto &wanted = tensor(name);
    const auto bytes = bytesOf(wanted);
    const auto widened = [](auto number) { return static_cast<std::int64_t>(number); };
    if (wanted.type == "I8")
        return converted<std::int8_t>(bytes, widened);
    if (wanted.type == "U8")
        return converted<std::uint8_t>(bytes, widened);
    if (wanted.type == "I16")
        return converted<std::int16_t>(bytes, widened);
    if (wanted.type == "U16")
        return converted<std::uint16_t>(bytes, widened);
    if (wanted.type == "I32")
        return converted<std::int32_t>(bytes, widened);
    if (wanted.type == "U32")
        return converted<std::uint32_t>(bytes, widened);
    if (wanted.type == "I64")
        return converted<std::int64_t>(bytes, widened);
    throw Error("weights.whole-type",
                QT_TRANSLATE_NOOP("Error", "The tensor %2 of %1 has the type %3: whole numbers are needed."),
                {m_name, QString::fromStdString(name), QString::fromStdString(wanted.type)});
}

std::vector<float> SafeTensors::values(const std::string &name) const
{
    const auto &wanted = tensor(name);
    const auto bytes = bytesOf(wanted);
    if (wanted.type == "F32")
        return converted<std::uint32_t>(bytes, [](std::uint32_t bits) { return std::bit_cast<float>(bits); });
    if (wanted.type == "F64")
        return converted<std::uint64_t>(
            bytes, [](std::uint64_t bits) { return static_cast<float>(std::bit_cast<double>(bits)); });
    if (wanted.type == "BF16")
        return converted<std::uint16_t>(
            bytes, [](std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16); });
    if (wanted.type == "F16")
        return converted<std::uint16_t>(bytes, fromHalf);
    throw Error("weights.type",
                QT_TRANSLATE_NOOP("Error", "The tensor %2 of %1 has the type %3: real numbers are needed."),
                {m_name, QString::fromStdString(name), QString::fromStdString(wanted.type)});
}

} // namespace aisle
