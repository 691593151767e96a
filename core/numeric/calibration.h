#pragma once
#include "core/numeric/device.h"
#include "core/numeric/machinespeed.h"

#include <QJsonObject>
#include <map>
#include <optional>
#include <string>

namespace aisle {

/// What earlier trainings told of this machine, across projects: its speed, and how much longer than estimated each
/// recommender takes on it. What is learnt moves it by a limited step, so that one outlier or a busy moment cannot move
/// an estimate by a factor. Kept with the application's settings.
class Calibration
{
public:
    static Calibration fromJson(const QJsonObject &json); ///< what is not understood is left out
    QJsonObject toJson() const;

    /// Absent before one was kept, and where it was measured with another number of threads.
    std::optional<MachineSpeed> speed(int threads) const;
    void keepSpeed(const MachineSpeed &speed, int threads);

    /// Actual / estimated time; absent before one was learnt.
    std::optional<double> factor(const std::string &recommender, Device device) const;
    /// @param factor  of one training; no positive number is ignored
    void learn(const std::string &recommender, Device device, double factor);

    bool operator==(const Calibration &other) const { return toJson() == other.toJson(); }

private:
    MachineSpeed m_speed;
    int m_threads = 0;
    std::map<std::string, double> m_factors; ///< "cpu:bpr"
};

} // namespace aisle
