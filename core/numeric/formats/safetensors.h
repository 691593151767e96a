#pragma once
#include <QString>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

class QIODevice;
class QJsonObject;

namespace aisle {

/// Reads a safetensors file: 8 bytes with the length of a JSON header, the header, the tensors' bytes. What the header
/// says is checked against the file before anything is read or allocated: types, shapes, and that the tensors lie one
/// behind the other and fill the rest exactly.
class SafeTensors
{
public:
    /// @throws Error weights.unreadable, weights.damaged (with what is wrong)
    static SafeTensors open(const QString &path);
    /// @param file  random access, stays open as long as this object; `name` is for messages
    static SafeTensors read(std::shared_ptr<QIODevice> file, const QString &name);

    std::vector<std::string> names() const;
    bool has(const std::string &name) const { return m_tensors.contains(name); }
    /// @throws Error weights.no-tensor
    const std::vector<std::int64_t> &shape(const std::string &name) const;
    const std::string &type(const std::string &name) const; ///< "F32", as the file calls it; throws the same
    /// Row-major float32, converted from F64, F32, F16 or BF16.
    /// @throws Error weights.no-tensor, weights.type (a type that holds no real numbers), weights.unreadable
    std::vector<float> values(const std::string &name) const;
    /// Row-major, from I8, U8, I16, U16, I32, U32 or I64.
    /// @throws Error weights.no-tensor, weights.whole-type (any other type), weights.unreadable
    std::vector<std::int64_t> integers(const std::string &name) const;
    const QString &fileName() const { return m_name; }

private:
    struct Tensor
    {
        std::string type;
        std::vector<std::int64_t> shape;
        std::int64_t begin = 0; ///< bytes, from the start of the file
        std::int64_t end = 0;
    };
    static Tensor tensorOf(const QString &key, const QJsonObject &entry, std::int64_t start, std::int64_t size,
                           const QString &file);
    const Tensor &tensor(const std::string &name) const;
    QByteArray bytesOf(const Tensor &tensor) const;

    std::shared_ptr<QIODevice> m_file;
    QString m_name;
    std::map<std::string, Tensor> m_tensors;
};

} // namespace aisle
