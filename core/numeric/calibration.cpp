#include "core/numeric/calibration.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {

namespace {

constexpr double kShare = .5;      ///< of the way (in logarithms) that one training moves a factor
constexpr double kMostStep = 1.35; ///< a training moves it at most by this
constexpr double kMostFirst = 2;   ///< the first one, from 1

constexpr std::pair<const char *, double MachineSpeed::*> kRates[]{{"multiply_adds", &MachineSpeed::multiplyAdds},
                                                                   {"streamed_bytes", &MachineSpeed::streamedBytes},
                                                                   {"row_steps", &MachineSpeed::rowSteps},
                                                                   {"counted_pairs", &MachineSpeed::countedPairs}};

std::string keyOf(const std::string &recommender, Device device)
{
    return (device == Device::Cuda ? "cuda:" : "cpu:") + recommender;
}

bool isPositive(double value)
{
    return std::isfinite(value) && value > 0;
}

} // namespace

Calibration Calibration::fromJson(const QJsonObject &json)
{
    Calibration calibration;
    const auto speed = json.value(QStringLiteral("speed")).toObject();
    bool isWhole = true;
    for (const auto &[name, rate] : kRates) {
        calibration.m_speed.*rate = speed.value(QLatin1String(name)).toDouble();
        isWhole &= isPositive(calibration.m_speed.*rate);
    }
    calibration.m_threads = isWhole ? speed.value(QStringLiteral("threads")).toInt() : 0;
    const auto factors = json.value(QStringLiteral("factors")).toObject();
    for (auto factor = factors.begin(); factor != factors.end(); ++factor) {
        if (isPositive(factor.value().toDouble()))
            calibration.m_factors[factor.key().toStdString()] = factor.value().toDouble();
    }
    return calibration;
}

QJsonObject Calibration::toJson() const
{
    QJsonObject json, speed, factors;
    for (const auto &[name, rate] : kRates)
        speed.insert(QLatin1String(name), m_speed.*rate);
    speed.insert(QStringLiteral("threads"), m_threads);
    for (const auto &[key, factor] : m_factors)
        factors.insert(QString::fromStdString(key), factor);
    if (m_threads > 0)
        json.insert(QStringLiteral("speed"), speed);
    json.insert(QStringLiteral("factors"), factors);
    return json;
}

std::optional<MachineSpeed> Calibration::speed(int threads) const
{
    return m_threads > 0 && m_threads == threads ? std::optional(m_speed) : std::nullopt;
}

void Calibration::keepSpeed(const MachineSpeed &speed, int threads)
{
    m_speed = speed;
    m_threads = threads;
}

std::optional<double> Calibration::factor(const std::string &recommender, Device device) const
{
    const auto found = m_factors.find(keyOf(recommender, device));
    return found == m_factors.end() ? std::nullopt : std::optional(found->second);
}

namespace {

double learntFactor(std::optional<double> before, double factor)
{
    if (!before)
        return std::clamp(factor, 1 / kMostFirst, kMostFirst);
    return *before * std::clamp(std::pow(factor / *before, kShare), 1 / kMostStep, kMostStep);
}

} // namespace

void Calibration::learn(const std::string &recommender, Device device, double factor)
{
    if (isPositive(factor))
        m_factors[keyOf(recommender, device)] = learntFactor(this->factor(recommender, device), factor);
}

} // namespace aisle
