#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <vector>

namespace aisle {

/// An array as NumPy writes it: a header with type and shape, then the numbers or texts. What the header says is
/// checked against the bytes before anything is allocated.
class NpyArray
{
public:
    /// @param name  for messages. @throws Error npy.damaged, npy.type
    NpyArray(QByteArray bytes, QString name);

    const std::vector<std::int64_t> &shape() const { return m_shape; }
    bool isText() const { return m_kind == 'U' || m_kind == 'S'; }
    std::vector<float> numbers() const; ///< row-major. @throws Error npy.type for texts
    QStringList texts() const;          ///< whole numbers as they are written. @throws Error npy.type for fractions

private:
    void readHeader(const QByteArray &header);
    std::int64_t count() const;
    std::int64_t offsetOf(std::int64_t place) const; ///< of an element in row-major order
    [[noreturn]] void refuse(const QString &why) const;
    [[noreturn]] void refuseType(const QString &why) const;

    QByteArray m_bytes;
    QString m_name;
    std::vector<std::int64_t> m_shape;
    std::int64_t m_start = 0; ///< of the elements, bytes
    char m_kind = 'f';        ///< f, i, u, b, U, S
    int m_width = 4;          ///< bytes an element
    bool m_columnsFirst = false;
};

} // namespace aisle
