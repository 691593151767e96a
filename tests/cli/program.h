#pragma once
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#ifndef AISLE_CLI
#define AISLE_CLI "aisle-cli" // the build says where it lies
#endif

namespace aisle::test {

/// How a process ended and what it said. status -1: it crashed, or was not done in time.
struct Ended
{
    int status = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

inline Ended finished(QProcess &process, int timeoutMs = 120'000)
{
    process.waitForFinished(timeoutMs);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

/// The command line in a process of its own.
inline Ended cli(const QStringList &arguments, int timeoutMs = 120'000)
{
    QProcess process;
    process.start(QStringLiteral(AISLE_CLI), arguments);
    return finished(process, timeoutMs);
}

} // namespace aisle::test
