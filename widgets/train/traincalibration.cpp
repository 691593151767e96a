#include "widgets/train/traincalibration.h"
#include "core/common/parallel.h"
#include "core/runs/runstore.h"
#include "core/runs/training/estimating.h"
#include "models/settings.h"

#include <QJsonDocument>
#include <utility>

namespace aisle {

namespace {

constexpr double kLeastSeconds = .2;

Calibration readCalibration()
{
    return Calibration::fromJson(QJsonDocument::fromJson(kCalibrationSetting.read()).object());
}

void writeCalibration(const Calibration &calibration)
{
    kCalibrationSetting.write(QJsonDocument(calibration.toJson()).toJson(QJsonDocument::Compact));
}

} // namespace

Calibration keptCalibration()
{
    const auto calibration = readCalibration();
    if (const auto speed = calibration.speed(threadCount()))
        setKeptMachineSpeed(*speed);
    return calibration;
}

void keepMachineSpeed()
{
    static bool isKept = false;
    if (std::exchange(isKept, true))
        return;
    auto calibration = readCalibration();
    calibration.keepSpeed(machineSpeed(), threadCount());
    writeCalibration(calibration);
}

void learnFrom(const RunRecord &run)
{
    const auto factor = run.fitSeconds < kLeastSeconds ? std::nullopt : measuredFactor(run);
    if (!factor)
        return;
    auto calibration = readCalibration();
    calibration.learn(run.recommender.toStdString(), run.device == QLatin1String("cuda") ? Device::Cuda : Device::Cpu,
                      *factor);
    writeCalibration(calibration);
}

} // namespace aisle
