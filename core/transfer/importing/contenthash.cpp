#include "core/transfer/importing/contenthash.h"

#include "core/common/error.h"

#include <QCryptographicHash>
#include <QFile>

namespace aisle {

ContentHash::~ContentHash()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void ContentHash::start()
{
    if (m_thread.joinable())
        return;
    m_thread = std::thread([this] {
        QFile file(m_source.path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return;
        QCryptographicHash hash(QCryptographicHash::Sha256);
        QByteArray buffer(1 << 20, Qt::Uninitialized);
        qint64 got = 0;
        while (!m_stop && (got = file.read(buffer.data(), buffer.size())) > 0)
            hash.addData(QByteArrayView(buffer.constData(), got));
        if (got < 0)
            return;
        if (!m_source.member.isEmpty())
            hash.addData(m_source.member.toUtf8());
        m_hash = QString::fromLatin1(hash.result().toHex());
    });
}

QString ContentHash::wait()
{
    start();
    m_thread.join();
    if (!m_hash.isEmpty())
        return m_hash;
    throw Error("input.read", QT_TRANSLATE_NOOP("Error", "%1 could not be read."), {m_source.displayName()});
}

} // namespace aisle
