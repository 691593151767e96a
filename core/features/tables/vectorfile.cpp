#include "core/features/tables/vectorfile.h"

#include "core/common/error.h"
#include "core/common/keytext.h"
#include "core/common/lookup/mapped.h"
#include "core/common/text/sentence.h"
#include "core/features/tables/npyarray.h"
#include "core/jobs/jobcontext.h"
#include "core/numeric/formats/safetensors.h"
#include "core/storage/featurestore.h"
#include "core/transfer/reading/bytesource.h"
#include "core/transfer/reading/inputlisting.h"
#include "core/transfer/reading/numbers.h"
#include "core/transfer/recognition/recognise.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>
#include <map>

namespace aisle {

namespace {

[[noreturn]] void throwNoRows(const QString &file)
{
    throw Error("features.no-rows", QT_TRANSLATE_NOOP("Error", "There are no vectors in %1."), {file});
}

[[noreturn]] void throwTensor(const QString &file, const QStringList &names)
{
    throw Error("features.tensor",
                QT_TRANSLATE_NOOP("Error", "%1 has not exactly one array of two dimensions, so say which holds the "
                                           "vectors (--tensor NAME). There are: %2."),
                {file, names.join(QStringLiteral(", "))});
}

InputSource fileAt(const QString &path)
{
    InputSource source;
    source.path = path;
    return source;
}

QByteArray bytesOf(const InputSource &source, const ReadLimits &limits, JobContext &job)
{
    constexpr std::size_t kPiece = 1 << 20;
    const auto from = openBytes(source, limits);
    QByteArray bytes;
    std::vector<char> piece(kPiece);
    while (const auto size = from->read(piece.data(), piece.size())) {
        job.checkpoint();
        bytes.append(piece.data(), static_cast<qsizetype>(size));
    }
    return bytes;
}

/// Rows and dimensions of an array. @throws Error features.dims
void setShape(const std::vector<std::int64_t> &shape, const QString &file, VectorFile &read)
{
    const auto rows = shape.empty() ? 0 : shape[0];
    const auto dims = shape.size() == 2 ? shape[1] : 1;
    if (shape.empty() || shape.size() > 2 || dims < 1 || dims > kMostFeatureDims)
        throw Error("features.dims",
                    QT_TRANSLATE_NOOP("Error", "Vectors are rows of 1 to %1 numbers: the array in %2 has another "
                                               "shape."),
                    {QString::number(kMostFeatureDims), file});
    if (rows == 0)
        throwNoRows(file);
    read.dims = static_cast<int>(dims);
}

void setNumbers(const NpyArray &array, const QString &file, VectorFile &read)
{
    setShape(array.shape(), file, read);
    read.values = array.numbers();
}

bool isVectors(const std::vector<std::int64_t> &shape)
{
    return shape.size() == 2;
}

/// The arrays of an .npz file by name.
struct NpzArrays
{
    std::map<QString, NpyArray> all;
    QStringList names, matrices;

    NpzArrays(const QString &path, const ReadLimits &limits, JobContext &job)
    {
        for (const auto &source : listZip(path, {}, limits).sources) {
            auto name = source.member;
            if (!name.endsWith(QStringLiteral(".npy")))
                continue;
            name.chop(4);
            const auto &array =
                all.emplace(name, NpyArray(bytesOf(source, limits, job), source.displayName())).first->second;
            names << name;
            if (!array.isText() && isVectors(array.shape()))
                matrices << name;
        }
    }
    /// The keys beside the vectors; null where there are none.
    const NpyArray *keysBeside(const QString &vectors) const
    {
        for (const auto *name : {"keys", "ids", "items", "users"}) {
            const auto found = all.find(QString::fromLatin1(name));
            if (found != all.end() && found->first != vectors && found->second.shape().size() == 1)
                return &found->second;
        }
        return nullptr;
    }
};

void readNpz(const QString &path, const VectorKeys &keys, const ReadLimits &limits, JobContext &job, VectorFile &read)
{
    const NpzArrays arrays(path, limits, job);
    const auto chosen = keys.tensor.isEmpty() && arrays.matrices.size() == 1 ? arrays.matrices.front() : keys.tensor;
    if (!arrays.all.contains(chosen))
        throwTensor(QFileInfo(path).fileName(), arrays.names);
    setNumbers(arrays.all.at(chosen), QFileInfo(path).fileName(), read);
    if (const auto *beside = arrays.keysBeside(chosen))
        read.keys = beside->texts();
}

QStringList matricesIn(const SafeTensors &tensors)
{
    return mappedWhere<QStringList>(
        tensors.names(), [&](const auto &name) { return isVectors(tensors.shape(name)); },
        [](const auto &name) { return QString::fromStdString(name); });
}

void readSafeTensors(const QString &path, const VectorKeys &keys, VectorFile &read)
{
    const auto tensors = SafeTensors::open(path);
    QStringList names;
    for (const auto &name : tensors.names())
        names << QString::fromStdString(name);
    const auto matrices = matricesIn(tensors);
    const auto chosen = keys.tensor.isEmpty() && matrices.size() == 1 ? matrices.front() : keys.tensor;
    if (!tensors.has(chosen.toStdString()))
        throwTensor(tensors.fileName(), names);
    setShape(tensors.shape(chosen.toStdString()), tensors.fileName(), read);
    read.values = tensors.values(chosen.toStdString());
}

/// The only table of a file.
InputSource tableAt(const QString &path, const ReadLimits &limits)
{
    const auto sources = listInputs({path}, {}, limits).sources;
    if (sources.size() != 1)
        throw Error("input.missing", QT_TRANSLATE_NOOP("Error", "There is nothing to read in %1."), {path});
    return sources.front();
}

/// Reads a table's rows. Its header names the columns; a table without one has none.
class TableRows
{
public:
    TableRows(const InputSource &source, const VectorKeys &keys, const ReadLimits &limits)
        : m_recipe(recognise(source, {}, limits).recipe.ofFile()), m_reader(openRows(source, m_recipe, limits)),
          m_name(source.displayName())
    {
        const auto found = keys.column.isEmpty() ? std::optional(0) : m_recipe.columnCalled(keys.column);
        if (!found)
            throw Error("import.no-column", QT_TRANSLATE_NOOP("Error", "There is no column %1 in %2."),
                        {keys.column, m_name});
        m_key = static_cast<std::size_t>(*found);
    }
    void readAll(VectorFile &read, JobContext &job)
    {
        const auto columns = m_recipe.columns.size();
        if (columns < 2 || columns > kMostFeatureDims + 1)
            throw Error("features.columns",
                        QT_TRANSLATE_NOOP("Error", "A table of vectors has a column of keys and 1 to %1 of numbers; %2 "
                                                   "has %3 [column|columns]."),
                        {grouped(kMostFeatureDims), m_name, grouped(static_cast<std::int64_t>(columns))});
        read.dims = static_cast<int>(columns - 1);
        if (m_recipe.header)
            for (std::size_t c = 0; c < columns; ++c)
                if (c != m_key)
                    read.columns << m_recipe.columns[c].column;
        RowBatch batch;
        while (m_reader->next(batch)) {
            job.checkpoint();
            for (const auto &row : batch.rows)
                take(batch, row, read);
        }
    }

private:
    void take(const RowBatch &batch, const RowBatch::Row &row, VectorFile &read)
    {
        std::vector<float> numbers;
        for (std::size_t c = 0; c < row.fieldCount; ++c) {
            const auto field = batch.fields[row.firstField + c];
            if (c == m_key)
                continue;
            const auto number = parseNumber(field, m_recipe.decimal);
            if (!number || !std::isfinite(static_cast<float>(*number)))
                return refuse(row, QString::fromUtf8(field), read);
            numbers.push_back(static_cast<float>(*number));
        }
        if (row.reason || row.fieldCount != m_recipe.columns.size())
            return refuse(row, QString::fromUtf8(row.raw).left(60), read);
        read.keys << storedKey(QString::fromUtf8(batch.fields[row.firstField + m_key]));
        read.values.insert(read.values.end(), numbers.begin(), numbers.end());
    }
    static void refuse(const RowBatch::Row &row, const QString &what, VectorFile &read)
    {
        if (read.wrongRows++ == 0)
            read.firstWrong = QStringLiteral("line %1: \"%2\"").arg(QString::number(row.line), what);
    }

    Recipe m_recipe;
    std::unique_ptr<RowReader> m_reader;
    QString m_name;
    std::size_t m_key = 0;
};

/// A key a line, or an array of them.
QStringList keysIn(const QString &path, const ReadLimits &limits, JobContext &job)
{
    const auto bytes = bytesOf(fileAt(path), limits, job);
    if (path.endsWith(QStringLiteral(".npy"), Qt::CaseInsensitive))
        return NpyArray(bytes, QFileInfo(path).fileName()).texts();
    QStringList keys;
    for (const auto &line : QString::fromUtf8(bytes).split(u'\n'))
        keys << storedKey(line);
    while (!keys.isEmpty() && keys.back().isEmpty())
        keys.removeLast();
    return keys;
}

void giveKeys(const VectorKeys &keys, const QString &file, const ReadLimits &limits, JobContext &job, VectorFile &read)
{
    const auto rows = static_cast<qsizetype>(read.values.size() / static_cast<std::size_t>(read.dims));
    if (!keys.file.isEmpty())
        read.keys = keysIn(keys.file, limits, job);
    read.byNumber = read.keys.isEmpty();
    for (qsizetype row = 0; read.byNumber && row < rows; ++row)
        read.keys << QString::number(row);
    if (read.keys.size() != rows)
        throw Error("features.keys",
                    QT_TRANSLATE_NOOP("Error", "Each vector needs a key: in %1 are %2, and there are %3."),
                    {file, grouped(rows), grouped(read.keys.size())});
}

void demandFinite(const VectorFile &read, const QString &file)
{
    const auto wrong = std::ranges::find_if_not(read.values, [](float each) { return std::isfinite(each); });
    if (wrong == read.values.end())
        return;
    const auto place = static_cast<qsizetype>(wrong - read.values.begin()) / read.dims;
    throw Error("features.not-finite",
                QT_TRANSLATE_NOOP("Error", "The vector of %1 in %2 holds a number that is none (NaN or infinite)."),
                {read.keys.value(place), file});
}

} // namespace

VectorFileLayout vectorFileLayout(const QString &path, const ReadLimits &limits, JobContext &job)
{
    const auto ends = [&](const char *ending) { return path.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
    VectorFileLayout layout;
    if (ends(".npz")) {
        const NpzArrays arrays(path, limits, job);
        layout.tensors = arrays.matrices;
        layout.hasKeys = arrays.keysBeside({}) != nullptr;
    } else if (ends(".safetensors")) {
        layout.tensors = matricesIn(SafeTensors::open(path));
    } else if (!ends(".npy")) {
        layout.isTable = true;
        for (const auto &column : recognise(tableAt(path, limits), {}, limits).recipe.ofFile().columns)
            layout.columns << column.column;
    }
    return layout;
}

VectorFile readVectors(const QString &path, const VectorKeys &keys, const ReadLimits &limits, JobContext &job)
{
    const auto name = QFileInfo(path).fileName();
    const auto ends = [&](const char *ending) { return name.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
    VectorFile read;
    if (ends(".npy"))
        setNumbers(NpyArray(bytesOf(fileAt(path), limits, job), name), name, read);
    else if (ends(".npz"))
        readNpz(path, keys, limits, job, read);
    else if (ends(".safetensors"))
        readSafeTensors(path, keys, read);
    else {
        TableRows(tableAt(path, limits), keys, limits).readAll(read, job);
        if (read.values.empty() && read.wrongRows > 0)
            throw Error("features.no-numbers", QT_TRANSLATE_NOOP("Error", "No row of %1 is a key and numbers: %2."),
                        {name, read.firstWrong});
        if (read.values.empty())
            throwNoRows(name);
        return read;
    }
    giveKeys(keys, name, limits, job, read);
    demandFinite(read, name);
    return read;
}

} // namespace aisle
